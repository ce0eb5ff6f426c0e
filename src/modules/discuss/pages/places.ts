/** The addresses of discussions and what belongs to them. */
export const placeOf = {
  list: (partnership: string) => `/${partnership}/discussions`,
  csv: (partnership: string) => `/${partnership}/discussions.csv`,
  thread: (partnership: string, thread: string) => `/${partnership}/discussions/${thread}`,
  /** The page of a long discussion on which a comment stands, at the comment. */
  comment: (partnership: string, thread: string, number: number) => {
    const page = pageOfComment(number);
    return `${placeOf.thread(partnership, thread)}${page === 1 ? '' : `?page=${page}`}#comment-${number}`;
  },
  comments: (partnership: string, thread: string) => `${placeOf.thread(partnership, thread)}/comments`,
  mend: (partnership: string, thread: string, comment: string) => `${placeOf.comments(partnership, thread)}/${comment}/mend`,
  withdrawal: (partnership: string, thread: string, comment: string) =>
    `${placeOf.comments(partnership, thread)}/${comment}/withdrawal`,
  resolution: (partnership: string, thread: string) => `${placeOf.thread(partnership, thread)}/resolution`,
  file: (partnership: string, thread: string, file: string) => `${placeOf.thread(partnership, thread)}/files/${file}`,
  mentions: (partnership: string) => `/${partnership}/mentions`,
  people: (partnership: string, wall: string) => `/${partnership}/mentions/people?wall=${wall}`,
  follows: (partnership: string) => `/${partnership}/follows`,
} as const;

/** So many comments stand on a page of a discussion. */
export const PER_PAGE = 50;
export const pageOfComment = (number: number): number => Math.ceil(number / PER_PAGE);
