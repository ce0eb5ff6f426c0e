-- What the migrations make of an empty database. Written by "npm run check -- --write"; never edited by hand.

-- Schemas
schema accounts {ent_owner=UC/ent_owner,ent_app=U/ent_owner}
schema auth {ent_owner=UC/ent_owner,ent_auth=U/ent_owner}
schema boss {ent_owner=UC/ent_owner,ent_job=U/ent_owner}
schema concurrence {ent_owner=UC/ent_owner,ent_app=U/ent_owner,ent_job=U/ent_owner}
schema directory {ent_owner=UC/ent_owner,ent_app=U/ent_owner}
schema discuss {ent_owner=UC/ent_owner,ent_app=U/ent_owner}
schema followup {ent_owner=UC/ent_owner,ent_app=U/ent_owner}
schema knowledge {ent_owner=UC/ent_owner,ent_app=U/ent_owner}
schema plan {ent_owner=UC/ent_owner,ent_app=U/ent_owner}
schema platform {ent_owner=UC/ent_owner,ent_app=U/ent_owner,ent_auth=U/ent_owner,ent_search=U/ent_owner,ent_job=U/ent_owner}

-- Tables
accounts.invitation.id uuid not null default gen_random_uuid()
accounts.invitation.person uuid not null
accounts.invitation.mandate uuid not null
accounts.invitation.email text not null
accounts.invitation.lang text not null
accounts.invitation.token_hash bytea not null
accounts.invitation.earlier bytea[] not null default '{}'::bytea[]
accounts.invitation.invited_at timestamp with time zone not null default clock_timestamp()
accounts.invitation.expires_at timestamp with time zone not null default (clock_timestamp() + '72:00:00'::interval)
accounts.invitation.accepted_at timestamp with time zone
accounts.invitation.withdrawn_at timestamp with time zone
accounts.login.auth_user uuid not null
accounts.login.demonstration boolean not null default false
accounts.login.suspended_at timestamp with time zone
accounts.login_person.login uuid not null
accounts.login_person.person uuid not null
accounts.recovery.id uuid not null default gen_random_uuid()
accounts.recovery.email text not null
accounts.recovery.lang text not null
accounts.recovery.asked_at timestamp with time zone not null default clock_timestamp()
accounts.recovery.login uuid
accounts.recovery.token_hash bytea
accounts.recovery.expires_at timestamp with time zone
accounts.recovery.used_at timestamp with time zone
accounts.token.id uuid not null default gen_random_uuid()
accounts.token.login uuid not null
accounts.token.mandate uuid not null
accounts.token.name text not null
accounts.token.writes boolean not null
accounts.token.token_hash bytea not null
accounts.token.made_at timestamp with time zone not null default clock_timestamp()
accounts.token.expires_at timestamp with time zone not null
accounts.token.used_at timestamp with time zone
accounts.token.revoked_at timestamp with time zone
accounts.worn.session uuid not null
accounts.worn.mandate uuid not null
auth.account.id uuid not null default gen_random_uuid()
auth.account.accountId text not null
auth.account.providerId text not null
auth.account.userId uuid not null
auth.account.accessToken text
auth.account.refreshToken text
auth.account.idToken text
auth.account.accessTokenExpiresAt timestamp with time zone
auth.account.refreshTokenExpiresAt timestamp with time zone
auth.account.scope text
auth.account.password text
auth.account.createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.account.updatedAt timestamp with time zone not null
auth.paper_code.login uuid not null
auth.paper_code.hash bytea not null
auth.paper_code.used_at timestamp with time zone
auth.proof.session uuid not null
auth.proof.proved_at timestamp with time zone not null default clock_timestamp()
auth.proof.factor boolean not null default false
auth.rateLimit.id uuid not null default gen_random_uuid()
auth.rateLimit.key text not null
auth.rateLimit.count integer not null
auth.rateLimit.lastRequest bigint not null
auth.second_factor.login uuid not null
auth.second_factor.secret text not null
auth.second_factor.confirmed_at timestamp with time zone
auth.second_factor.last_step bigint not null default 0
auth.session.id uuid not null default gen_random_uuid()
auth.session.expiresAt timestamp with time zone not null
auth.session.token text not null
auth.session.createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.session.updatedAt timestamp with time zone not null
auth.session.ipAddress text
auth.session.userAgent text
auth.session.userId uuid not null
auth.user.id uuid not null default gen_random_uuid()
auth.user.name text not null
auth.user.email text not null
auth.user.emailVerified boolean not null
auth.user.image text
auth.user.createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.user.updatedAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.verification.id uuid not null default gen_random_uuid()
auth.verification.identifier text not null
auth.verification.value text not null
auth.verification.expiresAt timestamp with time zone not null
auth.verification.createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.verification.updatedAt timestamp with time zone not null default CURRENT_TIMESTAMP
boss.bam.id uuid not null default gen_random_uuid()
boss.bam.name text not null
boss.bam.version integer not null
boss.bam.status text not null default 'pending'::text
boss.bam.queue text
boss.bam.table_name text not null
boss.bam.command text not null
boss.bam.error text
boss.bam.created_on timestamp with time zone not null default clock_timestamp()
boss.bam.started_on timestamp with time zone
boss.bam.completed_on timestamp with time zone
boss.instance.id uuid not null
boss.instance.name text
boss.instance.host text not null
boss.instance.pid integer not null
boss.instance.version text not null
boss.instance.node_version text not null
boss.instance.application_name text
boss.instance.heartbeat_seconds integer not null
boss.instance.supervise boolean not null
boss.instance.schedule boolean not null
boss.instance.migrate boolean not null
boss.instance.persist_queue_stats boolean not null
boss.instance.persist_warnings boolean not null
boss.instance.pool_max integer
boss.instance.pool_total integer
boss.instance.pool_idle integer
boss.instance.pool_waiting integer
boss.instance.workers jsonb not null default '[]'::jsonb
boss.instance.metrics jsonb
boss.instance.config jsonb not null default '{}'::jsonb
boss.instance.crash_restarts integer not null default 0
boss.instance.crash_restarts_since timestamp with time zone
boss.instance.started_on timestamp with time zone not null default now()
boss.instance.heartbeat_on timestamp with time zone not null default now()
boss.instance.stopped_on timestamp with time zone
boss.job_common.id uuid not null default gen_random_uuid()
boss.job_common.name text not null
boss.job_common.priority integer not null default 0
boss.job_common.data jsonb
boss.job_common.state boss.job_state not null default 'created'::boss.job_state
boss.job_common.retry_limit integer not null default 2
boss.job_common.retry_count integer not null default 0
boss.job_common.retry_delay integer not null default 0
boss.job_common.retry_backoff boolean not null default false
boss.job_common.retry_delay_max integer
boss.job_common.expire_seconds integer not null default 900
boss.job_common.deletion_seconds integer not null default 604800
boss.job_common.singleton_key text
boss.job_common.singleton_on timestamp without time zone
boss.job_common.group_id text
boss.job_common.group_tier text
boss.job_common.start_after timestamp with time zone not null default now()
boss.job_common.created_on timestamp with time zone not null default now()
boss.job_common.started_on timestamp with time zone
boss.job_common.completed_on timestamp with time zone
boss.job_common.keep_until timestamp with time zone not null default (now() + '336:00:00'::interval)
boss.job_common.output jsonb
boss.job_common.dead_letter text
boss.job_common.policy text
boss.job_common.heartbeat_on timestamp with time zone
boss.job_common.heartbeat_seconds integer
boss.job_common.blocked boolean not null default false
boss.job_common.blocking boolean not null default false
boss.job_common.pending_dependencies integer not null default 0
boss.job_common.source_name text
boss.job_common.source_id uuid
boss.job_common.source_created_on timestamp with time zone
boss.job_common.source_retry_count integer
boss.job_common.source_output jsonb
boss.job_common.source_root_id uuid
boss.job_common.trace_context jsonb
boss.job_common.upsert_by_key boolean
boss.job_dependency.child_name text not null
boss.job_dependency.child_id uuid not null
boss.job_dependency.parent_name text not null
boss.job_dependency.parent_id uuid not null
boss.queue.name text not null
boss.queue.policy text not null
boss.queue.retry_limit integer not null
boss.queue.retry_delay integer not null
boss.queue.retry_backoff boolean not null
boss.queue.retry_delay_max integer
boss.queue.expire_seconds integer not null
boss.queue.retention_seconds integer not null
boss.queue.deletion_seconds integer not null
boss.queue.dead_letter text
boss.queue.partition boolean not null
boss.queue.table_name text not null
boss.queue.deferred_count integer not null default 0
boss.queue.blocked_count integer not null default 0
boss.queue.queued_count integer not null default 0
boss.queue.ready_count integer not null default 0
boss.queue.warning_queued integer not null default 0
boss.queue.active_count integer not null default 0
boss.queue.failed_count integer not null default 0
boss.queue.total_count integer not null default 0
boss.queue.retained_count integer
boss.queue.retained_on timestamp with time zone
boss.queue.created_delta integer not null default 0
boss.queue.completed_delta integer not null default 0
boss.queue.failed_delta integer not null default 0
boss.queue.delta_on timestamp with time zone
boss.queue.delta_seconds integer
boss.queue.wait_bins integer[]
boss.queue.run_bins integer[]
boss.queue.ready_oldest_seconds integer
boss.queue.ready_history integer[] not null default '{}'::integer[]
boss.queue.heartbeat_seconds integer
boss.queue.notify boolean not null default false
boss.queue.singletons_active text[]
boss.queue.monitor_claim_on timestamp with time zone
boss.queue.monitor_on timestamp with time zone
boss.queue.maintain_on timestamp with time zone
boss.queue.created_on timestamp with time zone not null default now()
boss.queue.updated_on timestamp with time zone not null default now()
boss.schedule.name text not null
boss.schedule.key text not null default ''::text
boss.schedule.kind text not null default 'cron'::text
boss.schedule.cron text not null
boss.schedule.timezone text default 'UTC'::text
boss.schedule.data jsonb
boss.schedule.options jsonb
boss.schedule.created_on timestamp with time zone not null default now()
boss.schedule.updated_on timestamp with time zone not null default now()
boss.schedule.last_job_id uuid
boss.subscription.event text not null
boss.subscription.name text not null
boss.subscription.created_on timestamp with time zone not null default now()
boss.subscription.updated_on timestamp with time zone not null default now()
boss.version.version integer not null
boss.version.cron_on timestamp with time zone
boss.version.bam_on timestamp with time zone
boss.version.flow_on timestamp with time zone
boss.version.reindex_on timestamp with time zone
boss.version.monitor_backoff_on timestamp with time zone
boss.warning.id uuid not null default gen_random_uuid()
boss.warning.type text not null
boss.warning.message text not null
boss.warning.data jsonb
boss.warning.created_on timestamp with time zone not null default now()
concurrence.closing.proposition uuid not null
concurrence.closing.event text not null
concurrence.closing.sha256 bytea not null default platform.sha256_of(event)
concurrence.closing.wall uuid not null
concurrence.extension.proposition uuid not null
concurrence.extension.number integer not null
concurrence.extension.before timestamp with time zone not null
concurrence.extension.after timestamp with time zone not null
concurrence.extension.reason text not null
concurrence.extension.at timestamp with time zone not null default platform.now()
concurrence.extension.by_mandate uuid not null
concurrence.extension.wall uuid not null
concurrence.free_day.party uuid not null
concurrence.free_day.day date not null
concurrence.free_day.name text not null
concurrence.free_day.wall uuid not null
concurrence.free_day.owner uuid not null
concurrence.item.proposition uuid not null
concurrence.item.position integer not null
concurrence.item.subject uuid not null
concurrence.item.version integer not null
concurrence.item.shown text not null
concurrence.item.sha256 bytea not null default platform.sha256_of(shown)
concurrence.item.state text not null default 'open'::text
concurrence.item.wall uuid not null
concurrence.position.id bigint not null identity
concurrence.position.proposition uuid not null
concurrence.position.item integer not null
concurrence.position.party uuid not null
concurrence.position.stance text not null
concurrence.position.reason text not null
concurrence.position.counter text
concurrence.position.seen bytea not null
concurrence.position.taken_at timestamp with time zone not null default platform.now()
concurrence.position.taken_by uuid not null
concurrence.position.spoke jsonb not null
concurrence.position.wall uuid not null
concurrence.proposition.id uuid not null
concurrence.proposition.partnership uuid not null
concurrence.proposition.wall uuid not null
concurrence.proposition.owner uuid not null
concurrence.proposition.reference text not null
concurrence.proposition.bloc uuid
concurrence.proposition.act text not null
concurrence.proposition.procedure text not null
concurrence.proposition.reason text not null
concurrence.proposition.zone text not null
concurrence.proposition.deadline timestamp with time zone
concurrence.proposition.state text not null default 'open'::text
concurrence.proposition.opened_at timestamp with time zone not null default platform.now()
concurrence.proposition.opened_by uuid not null default platform.acting_mandate()
concurrence.proposition.closed_at timestamp with time zone
concurrence.proposition.closed_reason text
concurrence.seat.proposition uuid not null
concurrence.seat.party uuid not null
concurrence.seat.position integer not null
concurrence.seat.acknowledged_at timestamp with time zone
concurrence.seat.acknowledged_by uuid
concurrence.seat.wall uuid not null
concurrence.week.party uuid not null
concurrence.week.free smallint[] not null
concurrence.week.wall uuid not null
concurrence.week.owner uuid not null
directory.circle.id uuid not null default gen_random_uuid()
directory.circle.partnership uuid not null
directory.circle.circle uuid not null
directory.circle.name text not null
directory.circle.made_at timestamp with time zone not null default platform.now()
directory.circle.made_by uuid not null
directory.circle.closed_at timestamp with time zone
directory.circle.closed_by uuid
directory.circle.wall uuid not null
directory.circle.owner uuid not null
directory.circle_member.id uuid not null default gen_random_uuid()
directory.circle_member.circle uuid not null
directory.circle_member.mandate uuid
directory.circle_member.party uuid
directory.circle_member.joined_at timestamp with time zone not null default platform.now()
directory.circle_member.joined_by uuid not null
directory.circle_member.left_at timestamp with time zone
directory.circle_member.left_by uuid
directory.circle_member.wall uuid not null
directory.coordinator.id uuid not null default gen_random_uuid()
directory.coordinator.bloc uuid not null
directory.coordinator.member uuid not null
directory.coordinator.valid daterange not null
directory.coordinator.printed_since text
directory.coordinator.printed_until text
directory.coordinator.note jsonb
directory.coordinator.source text not null
directory.coordinator.wall uuid not null
directory.coordinator.owner uuid not null
directory.mandate.id uuid not null default gen_random_uuid()
directory.mandate.person uuid not null
directory.mandate.partnership uuid not null
directory.mandate.role text not null
directory.mandate.party uuid
directory.mandate.organisation uuid
directory.mandate.title jsonb not null
directory.mandate.valid daterange not null
directory.mandate.wall uuid not null
directory.mandate.owner uuid not null
directory.organisation.id uuid not null default gen_random_uuid()
directory.organisation.slug text not null
directory.organisation.name jsonb not null
directory.organisation.acronym text
directory.organisation.class text not null
directory.organisation.iati_type text
directory.organisation.iati_reference text
directory.organisation.country text
directory.organisation.side text
directory.organisation.note jsonb
directory.organisation.source text not null
directory.organisation.acronym_fr text
directory.organisation.french_status text
directory.organisation.french_source text
directory.organisation.iati_source text
directory.organisation.iati_from_memory boolean not null default false
directory.organisation_circle.party uuid not null
directory.organisation_circle.organisation uuid not null
directory.organisation_circle.circle uuid not null
directory.organisation_circle.wall uuid not null
directory.organisation_name.organisation uuid not null
directory.organisation_name.position integer not null
directory.organisation_name.name jsonb not null
directory.organisation_name.acronym text
directory.organisation_name.acronym_fr text
directory.organisation_name.from_year integer
directory.organisation_name.until_year integer
directory.organisation_name.source text not null
directory.organisation_name.from_memory boolean not null default false
directory.organisation_relation.organisation uuid not null
directory.organisation_relation.other uuid not null
directory.organisation_relation.kind text not null
directory.organisation_relation.from_year integer
directory.organisation_relation.until_year integer
directory.organisation_relation.note text
directory.organisation_relation.source text not null
directory.partnership.id uuid not null default gen_random_uuid()
directory.partnership.slug text not null
directory.partnership.name jsonb not null
directory.partnership.description jsonb not null
directory.partnership.party_order text not null default 'listed'::text
directory.partnership.founded text
directory.partnership.since date not null default platform.today()
directory.party.id uuid not null default gen_random_uuid()
directory.party.partnership uuid not null
directory.party.parent uuid
directory.party.kind text not null
directory.party.circle uuid not null
directory.party.wall uuid not null
directory.party.owner uuid not null
directory.party.protocol_order integer not null
directory.party.slug text not null
directory.party.name jsonb not null
directory.party.formal_name jsonb
directory.party.iso2 text
directory.party.colour integer not null default 0
directory.party.valid daterange not null default daterange(NULL::date, NULL::date)
directory.party.source text
directory.person.id uuid not null default gen_random_uuid()
directory.person.partnership uuid not null
directory.person.full_name text not null
directory.person.sort_as text not null
directory.person.wall uuid not null
directory.person.owner uuid not null
discuss.comment.id uuid not null
discuss.comment.thread uuid not null
discuss.comment.number integer not null
discuss.comment.wall uuid not null
discuss.comment.owner uuid not null
discuss.comment.said_at timestamp with time zone not null default platform.now()
discuss.comment.written_at timestamp with time zone not null default clock_timestamp()
discuss.comment.said_by uuid not null default platform.acting_mandate()
discuss.comment_edition.comment uuid not null
discuss.comment_edition.edition integer not null
discuss.comment_edition.words text
discuss.comment_edition.wall uuid not null
discuss.comment_edition.owner uuid not null
discuss.comment_edition.said_at timestamp with time zone not null default platform.now()
discuss.comment_edition.written_at timestamp with time zone not null default clock_timestamp()
discuss.comment_edition.written_by uuid not null default platform.acting_mandate()
discuss.enclosure.attachment uuid not null
discuss.enclosure.comment uuid not null
discuss.enclosure.thread uuid not null
discuss.enclosure.same_name text not null
discuss.enclosure.version integer not null
discuss.enclosure.wall uuid not null
discuss.enclosure.owner uuid not null
discuss.follow.person uuid not null
discuss.follow.record uuid not null
discuss.follow.since timestamp with time zone not null default platform.now()
discuss.mention.comment uuid not null
discuss.mention.edition integer not null
discuss.mention.person uuid not null
discuss.mention.wall uuid not null
discuss.mention.owner uuid not null
discuss.resolution.thread uuid not null
discuss.resolution.number integer not null
discuss.resolution.resolved boolean not null default ((number % 2) = 1)
discuss.resolution.reason text not null default ''::text
discuss.resolution.wall uuid not null
discuss.resolution.owner uuid not null
discuss.resolution.said_at timestamp with time zone not null default platform.now()
discuss.resolution.said_by uuid not null default platform.acting_mandate()
discuss.seen.person uuid not null
discuss.seen.comment uuid not null
discuss.seen.at timestamp with time zone not null default platform.now()
discuss.thread.id uuid not null
discuss.thread.record uuid not null
discuss.thread.wall uuid not null
discuss.thread.owner uuid not null
discuss.thread.opened_at timestamp with time zone not null default platform.now()
discuss.thread.opened_by uuid not null default platform.acting_mandate()
followup.note.id uuid not null
followup.note.node uuid not null
followup.note.wall uuid not null
followup.note.owner uuid not null
followup.note_edition.note uuid not null
followup.note_edition.edition integer not null
followup.note_edition.line_to_take text not null default ''::text
followup.note_edition.background text not null default ''::text
followup.note_edition.next_step text not null default ''::text
followup.note_edition.whose text not null default ''::text
followup.note_edition.due date
followup.note_edition.filled boolean not null default ((line_to_take <> ''::text) OR (background <> ''::text) OR (next_step <> ''::text) OR (whose <> ''::text) OR (due IS NOT NULL))
followup.note_edition.batch uuid
followup.note_edition.wall uuid not null
followup.note_edition.owner uuid not null
followup.note_edition.recorded_at timestamp with time zone not null default platform.now()
followup.note_edition.written_at timestamp with time zone not null default clock_timestamp()
followup.note_edition.recorded_by uuid not null default platform.acting_mandate()
knowledge.document.id uuid not null
knowledge.document.wall uuid not null
knowledge.document.owner uuid not null
knowledge.document.kind text not null
knowledge.document.day date
knowledge.document.file_number integer not null default 1
knowledge.document.withdrawn_from uuid
knowledge.document.withdrawn_at timestamp with time zone
knowledge.document.withdrawn_by uuid
knowledge.file.attachment uuid not null
knowledge.file.document uuid not null
knowledge.file.number integer not null
knowledge.file.wall uuid not null
knowledge.file.owner uuid not null
knowledge.file.state text not null default 'waiting'::text
knowledge.file.trouble text
knowledge.file.unit text
knowledge.file.pages integer not null default 0
knowledge.file.read_at timestamp with time zone
knowledge.page.file uuid not null
knowledge.page.number integer not null
knowledge.page.last integer not null
knowledge.page.wall uuid not null
knowledge.page.text text not null
knowledge.passage.id uuid not null default gen_random_uuid()
knowledge.passage.document uuid not null
knowledge.passage.file uuid not null
knowledge.passage.page integer not null
knowledge.passage.from_character integer not null
knowledge.passage.until_character integer not null
knowledge.passage.words text not null
knowledge.passage.node uuid not null
knowledge.passage.remark text not null default ''::text
knowledge.passage.wall uuid not null
knowledge.passage.owner uuid not null
knowledge.passage.linked_at timestamp with time zone not null default platform.now()
knowledge.passage.linked_by uuid not null default platform.acting_mandate()
plan.edition.node uuid not null
plan.edition.lang text not null
plan.edition.edition integer not null
plan.edition.text text not null
plan.edition.label text
plan.edition.wall uuid not null
plan.edition.owner uuid not null
plan.edition.reason text
plan.edition.provenance text
plan.edition.entered_at timestamp with time zone not null default platform.now()
plan.edition.entered_by uuid not null default platform.acting_mandate()
plan.edition.effective date
plan.edition.adopted_by uuid
plan.evidence.node uuid not null
plan.evidence.from_character integer not null
plan.evidence.until_character integer not null
plan.evidence.confidence real not null
plan.evidence.wall uuid not null
plan.evidence.owner uuid not null
plan.mention.node uuid not null
plan.mention.organisation uuid not null
plan.mention.wall uuid not null
plan.mention.owner uuid not null
plan.node.id uuid not null
plan.node.plan uuid not null
plan.node.parent uuid
plan.node.wall uuid not null
plan.node.owner uuid not null
plan.node.kind text not null
plan.node.reference text not null
plan.node.reference_key text not null default upper(reference)
plan.node.number text not null
plan.node.position integer not null
plan.node.label text
plan.node.period text
plan.node.promise text
plan.node.promise_confirmed_by uuid
plan.node.qualifiers text[] not null default '{}'::text[]
plan.plan.id uuid not null
plan.plan.partnership uuid not null
plan.plan.wall uuid not null
plan.plan.owner uuid not null
plan.plan.slug text not null
plan.plan.period_start text
plan.plan.period_end text
plan.plan.authentic text not null
plan.plan.predecessor uuid
plan.plan.entered_on date not null default platform.today()
plan.plan.entered_by uuid not null default platform.acting_mandate()
plan.plan.adopted_by uuid
plan.remark.id uuid not null default gen_random_uuid()
plan.remark.plan uuid not null
plan.remark.node uuid
plan.remark.position integer not null
plan.remark.severity text not null
plan.remark.code text not null
plan.remark.message text not null
plan.remark.from_character integer not null
plan.remark.until_character integer not null
plan.remark.wall uuid not null
plan.remark.owner uuid not null
plan.source.plan uuid not null
plan.source.attachment uuid not null
plan.source.text text not null
plan.source.furniture jsonb not null default '[]'::jsonb
plan.source.wall uuid not null
plan.source.owner uuid not null
plan.source_line.plan uuid not null
plan.source_line.line integer not null
plan.source_line.from_character integer not null
plan.source_line.text text not null
plan.source_line.wall uuid not null
plan.source_line.owner uuid not null
plan.tally.plan uuid not null
plan.tally.above uuid
plan.tally.wall uuid not null
plan.tally.kind text not null
plan.tally.promise text
plan.tally.count integer not null
platform.acting.token_hash bytea not null
platform.acting.session_hash bytea
platform.acting.person uuid
platform.acting.mandate uuid
platform.acting.partnership uuid not null
platform.acting.sees uuid[] not null
platform.acting.owns uuid[] not null
platform.acting.expires timestamp with time zone not null
platform.acting.token uuid
platform.attachment.id uuid not null default gen_random_uuid()
platform.attachment.record uuid not null
platform.attachment.wall uuid not null
platform.attachment.owner uuid not null
platform.attachment.role text not null
platform.attachment.name text not null
platform.attachment.type text not null
platform.attachment.size bigint not null
platform.attachment.sha256 bytea not null
platform.attachment.added_at timestamp with time zone not null default platform.now()
platform.attachment.added_by uuid not null default platform.acting_mandate()
platform.audit.id bigint not null identity
platform.audit.at timestamp with time zone not null default clock_timestamp()
platform.audit.partnership uuid
platform.audit.wall uuid
platform.audit.person uuid
platform.audit.mandate uuid
platform.audit.act text not null
platform.audit.record uuid
platform.audit.request text default NULLIF(current_setting('ent.request'::text, true), ''::text)
platform.audit.before jsonb
platform.audit.after jsonb
platform.audit.salt bytea
platform.audit.digest bytea not null
platform.audit.token uuid default platform.acting_token()
platform.audit_seal.partnership uuid
platform.audit_seal.number integer not null
platform.audit_seal.at timestamp with time zone not null default clock_timestamp()
platform.audit_seal.entries bigint[] not null
platform.audit_seal.previous bytea not null
platform.audit_seal.hash bytea not null
platform.audit_unsealed.entry bigint not null
platform.audit_unsealed.partnership uuid
platform.installation.only_one boolean not null default true
platform.installation.demonstration boolean not null default false
platform.installation.fixed_day date
platform.installation.second_factor text not null default 'required'::text
platform.link.source uuid not null
platform.link.target uuid not null
platform.link.role text not null
platform.link.wall uuid not null
platform.link.owner uuid not null
platform.link.position integer not null default 0
platform.mail.id uuid not null default gen_random_uuid()
platform.mail.kind text not null
platform.mail.lang text not null
platform.mail.recipient text not null
platform.mail.subject text not null
platform.mail.plain text
platform.mail.html text
platform.mail.queued_at timestamp with time zone not null default clock_timestamp()
platform.mail.state text not null default 'waiting'::text
platform.mail.done_at timestamp with time zone
platform.mail.attempts integer not null default 0
platform.mail.answer integer
platform.migration.number integer not null
platform.migration.name text not null
platform.migration.sha256 text not null
platform.migration.at timestamp with time zone not null default now()
platform.outbox.id bigint not null identity
platform.outbox.event text not null
platform.outbox.partnership uuid
platform.outbox.payload jsonb not null
platform.outbox.at timestamp with time zone not null default clock_timestamp()
platform.outbox.taken_at timestamp with time zone
platform.record.id uuid not null default gen_random_uuid()
platform.record.partnership uuid not null
platform.record.kind text not null
platform.record.wall uuid not null
platform.record.owner uuid not null
platform.record.title text not null
platform.record.lang text not null
platform.record.version integer not null default 1
platform.record.created_at timestamp with time zone not null default platform.now()
platform.record.changed_at timestamp with time zone not null default platform.now()
platform.request_count.key bytea not null
platform.request_count.minute bigint not null
platform.request_count.count integer not null
platform.search_doc.record uuid not null
platform.search_doc.part text not null
platform.search_doc.lang text not null
platform.search_doc.wall uuid not null
platform.search_doc.partnership uuid not null
platform.search_doc.within uuid
platform.search_doc.number bigint not null identity
platform.search_doc.weight real not null default 1
platform.search_doc.words tsvector not null
platform.stored_answer.key bytea not null
platform.stored_answer.sent bytea not null
platform.stored_answer.status integer not null
platform.stored_answer.body text not null
platform.stored_answer.location text
platform.stored_answer.at timestamp with time zone not null default clock_timestamp()
platform.wall.id uuid not null default gen_random_uuid()
platform.wall.partnership uuid not null
platform.wall.kind text not null
platform.wall.parent uuid

-- Constraints
accounts.invitation invitation_check: CHECK (((accepted_at IS NULL) OR (withdrawn_at IS NULL)))
accounts.invitation invitation_email_check: CHECK (((email ~ '^[^\s@<>,;"]+@[^\s@<>,;"]+$'::text) AND (email = lower(email)) AND (length(email) <= 254)))
accounts.invitation invitation_lang_check: CHECK ((lang = ANY (ARRAY['en'::text, 'fr'::text])))
accounts.invitation invitation_mandate_fkey: FOREIGN KEY (mandate) REFERENCES directory.mandate(id)
accounts.invitation invitation_person_fkey: FOREIGN KEY (person) REFERENCES directory.person(id)
accounts.invitation invitation_pkey: PRIMARY KEY (id)
accounts.invitation invitation_token_hash_check: CHECK ((length(token_hash) = 32))
accounts.invitation invitation_token_hash_key: UNIQUE (token_hash)
accounts.login login_auth_user_fkey: FOREIGN KEY (auth_user) REFERENCES auth."user"(id) ON DELETE CASCADE
accounts.login login_pkey: PRIMARY KEY (auth_user)
accounts.login_person login_person_login_fkey: FOREIGN KEY (login) REFERENCES accounts.login(auth_user) ON DELETE CASCADE
accounts.login_person login_person_person_fkey: FOREIGN KEY (person) REFERENCES directory.person(id)
accounts.login_person login_person_person_key: UNIQUE (person)
accounts.login_person login_person_pkey: PRIMARY KEY (login, person)
accounts.recovery recovery_check: CHECK ((((token_hash IS NULL) = (login IS NULL)) AND ((token_hash IS NULL) = (expires_at IS NULL))))
accounts.recovery recovery_email_check: CHECK ((length(email) <= 254))
accounts.recovery recovery_lang_check: CHECK ((lang = ANY (ARRAY['en'::text, 'fr'::text])))
accounts.recovery recovery_login_fkey: FOREIGN KEY (login) REFERENCES accounts.login(auth_user) ON DELETE CASCADE
accounts.recovery recovery_pkey: PRIMARY KEY (id)
accounts.recovery recovery_token_hash_check: CHECK ((length(token_hash) = 32))
accounts.recovery recovery_token_hash_key: UNIQUE (token_hash)
accounts.token token_check: CHECK (((expires_at > made_at) AND (expires_at <= (made_at + '366 days'::interval))))
accounts.token token_login_fkey: FOREIGN KEY (login) REFERENCES accounts.login(auth_user) ON DELETE CASCADE
accounts.token token_mandate_fkey: FOREIGN KEY (mandate) REFERENCES directory.mandate(id)
accounts.token token_name_check: CHECK ((((length(name) >= 1) AND (length(name) <= 80)) AND (name = btrim(name))))
accounts.token token_pkey: PRIMARY KEY (id)
accounts.token token_token_hash_check: CHECK ((length(token_hash) = 32))
accounts.token token_token_hash_key: UNIQUE (token_hash)
accounts.worn worn_mandate_fkey: FOREIGN KEY (mandate) REFERENCES directory.mandate(id)
accounts.worn worn_pkey: PRIMARY KEY (session)
accounts.worn worn_session_fkey: FOREIGN KEY (session) REFERENCES auth.session(id) ON DELETE CASCADE
auth.account account_pkey: PRIMARY KEY (id)
auth.account account_userId_fkey: FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
auth.paper_code paper_code_hash_check: CHECK ((length(hash) = 32))
auth.paper_code paper_code_login_fkey: FOREIGN KEY (login) REFERENCES auth.second_factor(login) ON DELETE CASCADE
auth.paper_code paper_code_pkey: PRIMARY KEY (login, hash)
auth.proof proof_pkey: PRIMARY KEY (session)
auth.proof proof_session_fkey: FOREIGN KEY (session) REFERENCES auth.session(id) ON DELETE CASCADE
auth.rateLimit rateLimit_key_key: UNIQUE (key)
auth.rateLimit rateLimit_pkey: PRIMARY KEY (id)
auth.second_factor second_factor_login_fkey: FOREIGN KEY (login) REFERENCES accounts.login(auth_user) ON DELETE CASCADE
auth.second_factor second_factor_pkey: PRIMARY KEY (login)
auth.session session_pkey: PRIMARY KEY (id)
auth.session session_token_check: CHECK ((token ~ '^[0-9a-f]{64}$'::text))
auth.session session_token_key: UNIQUE (token)
auth.session session_userId_fkey: FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
auth.user user_email_key: UNIQUE (email)
auth.user user_pkey: PRIMARY KEY (id)
auth.verification verification_pkey: PRIMARY KEY (id)
boss.bam bam_pkey: PRIMARY KEY (id)
boss.instance instance_pkey: PRIMARY KEY (id)
boss.job job_pkey: PRIMARY KEY (name, id)
boss.job_common dlq_fkey: FOREIGN KEY (dead_letter) REFERENCES boss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
boss.job_common job_common_pkey: PRIMARY KEY (name, id)
boss.job_common job_key_strict_fifo_singleton_key_check: CHECK ((NOT ((policy = 'key_strict_fifo'::text) AND (singleton_key IS NULL))))
boss.job_common q_fkey: FOREIGN KEY (name) REFERENCES boss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
boss.job_dependency job_dependency_pkey: PRIMARY KEY (child_name, child_id, parent_name, parent_id)
boss.queue queue_check: CHECK ((dead_letter IS DISTINCT FROM name))
boss.queue queue_dead_letter_fkey: FOREIGN KEY (dead_letter) REFERENCES boss.queue(name)
boss.queue queue_pkey: PRIMARY KEY (name)
boss.queue_stats queue_stats_pkey: PRIMARY KEY (id, captured_on)
boss.schedule schedule_kind_check: CHECK ((kind = ANY (ARRAY['cron'::text, 'rrule'::text])))
boss.schedule schedule_name_fkey: FOREIGN KEY (name) REFERENCES boss.queue(name) ON DELETE CASCADE
boss.schedule schedule_pkey: PRIMARY KEY (name, key)
boss.subscription subscription_name_fkey: FOREIGN KEY (name) REFERENCES boss.queue(name) ON DELETE CASCADE
boss.subscription subscription_pkey: PRIMARY KEY (event, name)
boss.version version_pkey: PRIMARY KEY (version)
boss.warning warning_pkey: PRIMARY KEY (id)
concurrence.closing closing_pkey: PRIMARY KEY (proposition)
concurrence.closing closing_proposition_wall_fkey: FOREIGN KEY (proposition, wall) REFERENCES concurrence.proposition(id, wall)
concurrence.extension extension_by_mandate_fkey: FOREIGN KEY (by_mandate) REFERENCES directory.mandate(id)
concurrence.extension extension_check: CHECK ((after > before))
concurrence.extension extension_pkey: PRIMARY KEY (proposition, number)
concurrence.extension extension_proposition_wall_fkey: FOREIGN KEY (proposition, wall) REFERENCES concurrence.proposition(id, wall)
concurrence.extension extension_reason_check: CHECK (((length(reason) >= 3) AND (length(reason) <= 2000)))
concurrence.free_day free_day_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 120)))
concurrence.free_day free_day_party_fkey: FOREIGN KEY (party) REFERENCES directory.party(id)
concurrence.free_day free_day_party_owner_fkey: FOREIGN KEY (party, owner) REFERENCES directory.party(id, circle)
concurrence.free_day free_day_pkey: PRIMARY KEY (party, day)
concurrence.item item_pkey: PRIMARY KEY (proposition, "position")
concurrence.item item_proposition_subject_key: UNIQUE (proposition, subject)
concurrence.item item_proposition_wall_fkey: FOREIGN KEY (proposition, wall) REFERENCES concurrence.proposition(id, wall)
concurrence.item item_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'carried'::text, 'broken'::text, 'withdrawn'::text, 'superseded'::text, 'lapsed'::text])))
concurrence.item item_subject_fkey: FOREIGN KEY (subject) REFERENCES platform.record(id)
concurrence.position position_check1: CHECK (((stance = ANY (ARRAY['concur'::text, 'concur-ad-referendum'::text])) OR (reason <> ''::text)))
concurrence.position position_check: CHECK (((stance = 'counter'::text) = (counter IS NOT NULL)))
concurrence.position position_counter_check: CHECK ((length(counter) <= 20000))
concurrence.position position_pkey: PRIMARY KEY (id)
concurrence.position position_proposition_item_fkey: FOREIGN KEY (proposition, item) REFERENCES concurrence.item(proposition, "position")
concurrence.position position_proposition_party_fkey: FOREIGN KEY (proposition, party) REFERENCES concurrence.seat(proposition, party)
concurrence.position position_proposition_wall_fkey: FOREIGN KEY (proposition, wall) REFERENCES concurrence.proposition(id, wall)
concurrence.position position_reason_check: CHECK ((length(reason) <= 4000))
concurrence.position position_seen_check: CHECK ((length(seen) = 32))
concurrence.position position_stance_check: CHECK ((stance = ANY (ARRAY['concur'::text, 'concur-ad-referendum'::text, 'reserve'::text, 'object'::text, 'counter'::text])))
concurrence.position position_taken_by_fkey: FOREIGN KEY (taken_by) REFERENCES directory.mandate(id)
concurrence.proposition proposition_act_check: CHECK ((act = ANY (ARRAY['noted'::text, 'endorsed'::text, 'adopted'::text, 'approved'::text, 'certified'::text])))
concurrence.proposition proposition_bloc_fkey: FOREIGN KEY (bloc) REFERENCES directory.party(id)
concurrence.proposition proposition_check1: CHECK (((state = 'open'::text) = (closed_at IS NULL)))
concurrence.proposition proposition_check: CHECK (((procedure <> 'silence'::text) OR (deadline IS NOT NULL)))
concurrence.proposition proposition_closed_reason_check: CHECK ((length(closed_reason) <= 4000))
concurrence.proposition proposition_id_wall_fkey: FOREIGN KEY (id, wall) REFERENCES platform.record(id, wall)
concurrence.proposition proposition_id_wall_key: UNIQUE (id, wall)
concurrence.proposition proposition_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
concurrence.proposition proposition_partnership_fkey: FOREIGN KEY (partnership) REFERENCES directory.partnership(id)
concurrence.proposition proposition_partnership_reference_key: UNIQUE (partnership, reference)
concurrence.proposition proposition_pkey: PRIMARY KEY (id)
concurrence.proposition proposition_procedure_check: CHECK ((procedure = ANY (ARRAY['express'::text, 'silence'::text])))
concurrence.proposition proposition_reason_check: CHECK ((length(reason) <= 4000))
concurrence.proposition proposition_reference_check: CHECK ((reference ~ '^([a-z0-9-]+-)?[0-9]{4}-[0-9]+$'::text))
concurrence.proposition proposition_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'carried'::text, 'broken'::text, 'withdrawn'::text, 'superseded'::text, 'lapsed'::text])))
concurrence.seat seat_acknowledged_by_fkey: FOREIGN KEY (acknowledged_by) REFERENCES directory.mandate(id)
concurrence.seat seat_check: CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL)))
concurrence.seat seat_party_fkey: FOREIGN KEY (party) REFERENCES directory.party(id)
concurrence.seat seat_pkey: PRIMARY KEY (proposition, party)
concurrence.seat seat_proposition_wall_fkey: FOREIGN KEY (proposition, wall) REFERENCES concurrence.proposition(id, wall)
concurrence.week week_free_check: CHECK (((free <@ ARRAY[(1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint, (5)::smallint, (6)::smallint, (7)::smallint]) AND (cardinality(free) < 7)))
concurrence.week week_party_fkey: FOREIGN KEY (party) REFERENCES directory.party(id)
concurrence.week week_party_owner_fkey: FOREIGN KEY (party, owner) REFERENCES directory.party(id, circle)
concurrence.week week_pkey: PRIMARY KEY (party)
directory.circle circle_check1: CHECK (((closed_at IS NULL) = (closed_by IS NULL)))
directory.circle circle_check: CHECK ((wall = circle))
directory.circle circle_circle_key: UNIQUE (circle)
directory.circle circle_circle_partnership_fkey: FOREIGN KEY (circle, partnership) REFERENCES platform.wall(id, partnership)
directory.circle circle_closed_by_fkey: FOREIGN KEY (closed_by) REFERENCES directory.mandate(id)
directory.circle circle_id_circle_key: UNIQUE (id, circle)
directory.circle circle_made_by_fkey: FOREIGN KEY (made_by) REFERENCES directory.mandate(id)
directory.circle circle_name_check: CHECK ((((length(name) >= 1) AND (length(name) <= 80)) AND (name = btrim(name))))
directory.circle circle_owner_partnership_fkey: FOREIGN KEY (owner, partnership) REFERENCES platform.wall(id, partnership)
directory.circle circle_partnership_fkey: FOREIGN KEY (partnership) REFERENCES directory.partnership(id)
directory.circle circle_pkey: PRIMARY KEY (id)
directory.circle_member circle_member_check1: CHECK (((left_at IS NULL) = (left_by IS NULL)))
directory.circle_member circle_member_check: CHECK ((num_nonnulls(mandate, party) = 1))
directory.circle_member circle_member_circle_wall_fkey: FOREIGN KEY (circle, wall) REFERENCES directory.circle(id, circle)
directory.circle_member circle_member_joined_by_fkey: FOREIGN KEY (joined_by) REFERENCES directory.mandate(id)
directory.circle_member circle_member_left_by_fkey: FOREIGN KEY (left_by) REFERENCES directory.mandate(id)
directory.circle_member circle_member_mandate_fkey: FOREIGN KEY (mandate) REFERENCES directory.mandate(id)
directory.circle_member circle_member_party_fkey: FOREIGN KEY (party) REFERENCES directory.party(id)
directory.circle_member circle_member_pkey: PRIMARY KEY (id)
directory.coordinator coordinator_bloc_valid_excl: EXCLUDE USING gist (bloc WITH =, valid WITH &&)
directory.coordinator coordinator_member_bloc_fkey: FOREIGN KEY (member, bloc) REFERENCES directory.party(id, parent)
directory.coordinator coordinator_note_check: CHECK (platform.is_text(note))
directory.coordinator coordinator_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
directory.coordinator coordinator_pkey: PRIMARY KEY (id)
directory.coordinator coordinator_printed_since_check: CHECK ((printed_since ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text))
directory.coordinator coordinator_printed_until_check: CHECK ((printed_until ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text))
directory.coordinator coordinator_source_check: CHECK ((length(source) > 0))
directory.coordinator coordinator_valid_check: CHECK ((NOT isempty(valid)))
directory.coordinator coordinator_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
directory.mandate mandate_check: CHECK (((role = ANY (ARRAY['speaker'::text, 'focal-point'::text, 'contributor'::text])) = (party IS NOT NULL)))
directory.mandate mandate_organisation_fkey: FOREIGN KEY (organisation) REFERENCES directory.organisation(id)
directory.mandate mandate_owner_partnership_fkey: FOREIGN KEY (owner, partnership) REFERENCES platform.wall(id, partnership)
directory.mandate mandate_party_partnership_fkey: FOREIGN KEY (party, partnership) REFERENCES directory.party(id, partnership)
directory.mandate mandate_person_partnership_fkey: FOREIGN KEY (person, partnership) REFERENCES directory.person(id, partnership)
directory.mandate mandate_person_role_coalesce_coalesce1_valid_excl: EXCLUDE USING gist (person WITH =, role WITH =, COALESCE(party, person) WITH =, COALESCE(organisation, person) WITH =, valid WITH &&)
directory.mandate mandate_pkey: PRIMARY KEY (id)
directory.mandate mandate_role_check: CHECK ((role = ANY (ARRAY['administrator'::text, 'secretariat'::text, 'speaker'::text, 'focal-point'::text, 'contributor'::text, 'observer'::text])))
directory.mandate mandate_title_check: CHECK (platform.is_text(title))
directory.mandate mandate_wall_partnership_fkey: FOREIGN KEY (wall, partnership) REFERENCES platform.wall(id, partnership)
directory.organisation organisation_class_check: CHECK ((class = ANY (ARRAY['government'::text, 'organisation'::text, 'body'::text, 'function'::text, 'programme'::text, 'project'::text, 'agreement'::text, 'group'::text])))
directory.organisation organisation_country_check: CHECK ((country ~ '^[A-Z]{2}$'::text))
directory.organisation organisation_french_status_check: CHECK ((french_status = ANY (ARRAY['official'::text, 'established'::text, 'working'::text])))
directory.organisation organisation_name_check: CHECK (platform.is_text(name))
directory.organisation organisation_note_check: CHECK (platform.is_text(note))
directory.organisation organisation_pkey: PRIMARY KEY (id)
directory.organisation organisation_slug_check: CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
directory.organisation organisation_slug_key: UNIQUE (slug)
directory.organisation_circle organisation_circle_check: CHECK ((wall = circle))
directory.organisation_circle organisation_circle_circle_fkey: FOREIGN KEY (circle) REFERENCES platform.wall(id)
directory.organisation_circle organisation_circle_circle_key: UNIQUE (circle)
directory.organisation_circle organisation_circle_organisation_fkey: FOREIGN KEY (organisation) REFERENCES directory.organisation(id)
directory.organisation_circle organisation_circle_party_fkey: FOREIGN KEY (party) REFERENCES directory.party(id)
directory.organisation_circle organisation_circle_pkey: PRIMARY KEY (party, organisation)
directory.organisation_name organisation_name_check1: CHECK ((until_year >= from_year))
directory.organisation_name organisation_name_name_check: CHECK (platform.is_text(name))
directory.organisation_name organisation_name_organisation_fkey: FOREIGN KEY (organisation) REFERENCES directory.organisation(id)
directory.organisation_name organisation_name_pkey: PRIMARY KEY (organisation, "position")
directory.organisation_relation organisation_relation_check: CHECK ((until_year >= from_year))
directory.organisation_relation organisation_relation_kind_check: CHECK ((kind = ANY (ARRAY['part-of'::text, 'member-of'::text, 'body-of'::text, 'joint-body-of'::text, 'function-of'::text, 'programme-of'::text, 'reports-to'::text, 'co-chairs'::text, 'holds'::text, 'hosted-by'::text, 'successor-of'::text, 'merged-into'::text, 'implements'::text, 'funds'::text])))
directory.organisation_relation organisation_relation_organisation_fkey: FOREIGN KEY (organisation) REFERENCES directory.organisation(id)
directory.organisation_relation organisation_relation_other_fkey: FOREIGN KEY (other) REFERENCES directory.organisation(id)
directory.organisation_relation organisation_relation_pkey: PRIMARY KEY (organisation, other, kind)
directory.partnership partnership_description_check: CHECK (platform.is_text(description))
directory.partnership partnership_name_check: CHECK (platform.is_text(name))
directory.partnership partnership_party_order_check: CHECK ((party_order = ANY (ARRAY['listed'::text, 'yearly'::text])))
directory.partnership partnership_pkey: PRIMARY KEY (id)
directory.partnership partnership_slug_check: CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 60)))
directory.partnership partnership_slug_key: UNIQUE (slug)
directory.party party_circle_key: UNIQUE (circle)
directory.party party_circle_partnership_fkey: FOREIGN KEY (circle, partnership) REFERENCES platform.wall(id, partnership)
directory.party party_colour_check: CHECK (((colour >= 0) AND (colour <= 11)))
directory.party party_formal_name_check: CHECK (platform.is_text(formal_name))
directory.party party_id_circle_key: UNIQUE (id, circle)
directory.party party_id_parent_key: UNIQUE (id, parent)
directory.party party_id_partnership_key: UNIQUE (id, partnership)
directory.party party_iso2_check: CHECK ((iso2 ~ '^[A-Z]{2}$'::text))
directory.party party_kind_check: CHECK ((kind = ANY (ARRAY['state'::text, 'bloc'::text])))
directory.party party_name_check: CHECK (platform.is_text(name))
directory.party party_owner_partnership_fkey: FOREIGN KEY (owner, partnership) REFERENCES platform.wall(id, partnership)
directory.party party_parent_fkey: FOREIGN KEY (parent) REFERENCES directory.party(id)
directory.party party_partnership_fkey: FOREIGN KEY (partnership) REFERENCES directory.partnership(id)
directory.party party_partnership_slug_key: UNIQUE (partnership, slug)
directory.party party_pkey: PRIMARY KEY (id)
directory.party party_slug_check: CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
directory.party party_wall_partnership_fkey: FOREIGN KEY (wall, partnership) REFERENCES platform.wall(id, partnership)
directory.person person_full_name_check: CHECK (((length(full_name) >= 1) AND (length(full_name) <= 200)))
directory.person person_id_partnership_key: UNIQUE (id, partnership)
directory.person person_owner_partnership_fkey: FOREIGN KEY (owner, partnership) REFERENCES platform.wall(id, partnership)
directory.person person_partnership_fkey: FOREIGN KEY (partnership) REFERENCES directory.partnership(id)
directory.person person_pkey: PRIMARY KEY (id)
directory.person person_wall_partnership_fkey: FOREIGN KEY (wall, partnership) REFERENCES platform.wall(id, partnership)
discuss.comment comment_id_thread_wall_key: UNIQUE (id, thread, wall)
discuss.comment comment_id_wall_fkey: FOREIGN KEY (id, wall) REFERENCES platform.record(id, wall)
discuss.comment comment_id_wall_key: UNIQUE (id, wall)
discuss.comment comment_number_check: CHECK ((number > 0))
discuss.comment comment_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
discuss.comment comment_pkey: PRIMARY KEY (id)
discuss.comment comment_thread_number_key: UNIQUE (thread, number)
discuss.comment comment_thread_wall_fkey: FOREIGN KEY (thread, wall) REFERENCES discuss.thread(id, wall)
discuss.comment_edition comment_edition_comment_wall_fkey: FOREIGN KEY (comment, wall) REFERENCES discuss.comment(id, wall)
discuss.comment_edition comment_edition_edition_check: CHECK ((edition > 0))
discuss.comment_edition comment_edition_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
discuss.comment_edition comment_edition_pkey: PRIMARY KEY (comment, edition)
discuss.comment_edition comment_edition_words_check: CHECK (((length(words) >= 1) AND (length(words) <= 10000)))
discuss.enclosure enclosure_attachment_fkey: FOREIGN KEY (attachment) REFERENCES platform.attachment(id)
discuss.enclosure enclosure_comment_thread_wall_fkey: FOREIGN KEY (comment, thread, wall) REFERENCES discuss.comment(id, thread, wall)
discuss.enclosure enclosure_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
discuss.enclosure enclosure_pkey: PRIMARY KEY (attachment)
discuss.enclosure enclosure_thread_same_name_version_key: UNIQUE (thread, same_name, version)
discuss.enclosure enclosure_version_check: CHECK ((version > 0))
discuss.follow follow_person_fkey: FOREIGN KEY (person) REFERENCES directory.person(id)
discuss.follow follow_pkey: PRIMARY KEY (person, record)
discuss.follow follow_record_fkey: FOREIGN KEY (record) REFERENCES platform.record(id)
discuss.mention mention_comment_edition_fkey: FOREIGN KEY (comment, edition) REFERENCES discuss.comment_edition(comment, edition)
discuss.mention mention_comment_wall_fkey: FOREIGN KEY (comment, wall) REFERENCES discuss.comment(id, wall)
discuss.mention mention_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
discuss.mention mention_person_fkey: FOREIGN KEY (person) REFERENCES directory.person(id)
discuss.mention mention_pkey: PRIMARY KEY (comment, edition, person)
discuss.resolution resolution_number_check: CHECK ((number > 0))
discuss.resolution resolution_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
discuss.resolution resolution_pkey: PRIMARY KEY (thread, number)
discuss.resolution resolution_reason_check: CHECK ((length(reason) <= 1000))
discuss.resolution resolution_thread_wall_fkey: FOREIGN KEY (thread, wall) REFERENCES discuss.thread(id, wall)
discuss.seen seen_comment_fkey: FOREIGN KEY (comment) REFERENCES discuss.comment(id)
discuss.seen seen_person_fkey: FOREIGN KEY (person) REFERENCES directory.person(id)
discuss.seen seen_pkey: PRIMARY KEY (person, comment)
discuss.thread thread_id_wall_fkey: FOREIGN KEY (id, wall) REFERENCES platform.record(id, wall)
discuss.thread thread_id_wall_key: UNIQUE (id, wall)
discuss.thread thread_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
discuss.thread thread_pkey: PRIMARY KEY (id)
discuss.thread thread_record_fkey: FOREIGN KEY (record) REFERENCES platform.record(id)
followup.note note_check: CHECK ((wall = owner))
followup.note note_id_wall_fkey: FOREIGN KEY (id, wall) REFERENCES platform.record(id, wall)
followup.note note_id_wall_owner_key: UNIQUE (id, wall, owner)
followup.note note_node_fkey: FOREIGN KEY (node) REFERENCES plan.node(id)
followup.note note_node_owner_key: UNIQUE (node, owner)
followup.note note_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
followup.note note_pkey: PRIMARY KEY (id)
followup.note_edition note_edition_background_check: CHECK ((length(background) <= 10000))
followup.note_edition note_edition_edition_check: CHECK ((edition > 0))
followup.note_edition note_edition_line_to_take_check: CHECK ((length(line_to_take) <= 4000))
followup.note_edition note_edition_next_step_check: CHECK ((length(next_step) <= 2000))
followup.note_edition note_edition_note_wall_owner_fkey: FOREIGN KEY (note, wall, owner) REFERENCES followup.note(id, wall, owner)
followup.note_edition note_edition_pkey: PRIMARY KEY (note, edition)
followup.note_edition note_edition_whose_check: CHECK ((length(whose) <= 200))
knowledge.document document_check: CHECK ((((withdrawn_from IS NULL) = (withdrawn_at IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))))
knowledge.document document_id_wall_fkey: FOREIGN KEY (id, wall) REFERENCES platform.record(id, wall) ON UPDATE CASCADE
knowledge.document document_kind_check: CHECK ((kind = ANY (ARRAY['record'::text, 'statement'::text, 'work-plan'::text, 'report'::text, 'paper'::text, 'briefing'::text, 'correspondence'::text, 'other'::text])))
knowledge.document document_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
knowledge.document document_pkey: PRIMARY KEY (id)
knowledge.document document_withdrawn_from_fkey: FOREIGN KEY (withdrawn_from) REFERENCES platform.wall(id)
knowledge.file file_attachment_fkey: FOREIGN KEY (attachment) REFERENCES platform.attachment(id)
knowledge.file file_attachment_wall_key: UNIQUE (attachment, wall)
knowledge.file file_document_fkey: FOREIGN KEY (document) REFERENCES knowledge.document(id)
knowledge.file file_document_number_key: UNIQUE (document, number)
knowledge.file file_number_check: CHECK ((number > 0))
knowledge.file file_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
knowledge.file file_pkey: PRIMARY KEY (attachment)
knowledge.file file_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'read'::text, 'wordless'::text, 'unread'::text])))
knowledge.file file_trouble_check: CHECK ((length(trouble) <= 40))
knowledge.file file_unit_check: CHECK ((unit = ANY (ARRAY['page'::text, 'paragraph'::text])))
knowledge.page page_check: CHECK ((last >= number))
knowledge.page page_file_wall_fkey: FOREIGN KEY (file, wall) REFERENCES knowledge.file(attachment, wall) ON UPDATE CASCADE
knowledge.page page_number_check: CHECK ((number > 0))
knowledge.page page_pkey: PRIMARY KEY (file, number)
knowledge.page page_text_check: CHECK ((length(text) <= 100000))
knowledge.passage passage_check: CHECK (((until_character - from_character) = length(words)))
knowledge.passage passage_document_fkey: FOREIGN KEY (document) REFERENCES knowledge.document(id)
knowledge.passage passage_file_fkey: FOREIGN KEY (file) REFERENCES knowledge.file(attachment)
knowledge.passage passage_file_page_fkey: FOREIGN KEY (file, page) REFERENCES knowledge.page(file, number)
knowledge.passage passage_from_character_check: CHECK ((from_character >= 0))
knowledge.passage passage_node_fkey: FOREIGN KEY (node) REFERENCES plan.node(id)
knowledge.passage passage_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
knowledge.passage passage_pkey: PRIMARY KEY (id)
knowledge.passage passage_remark_check: CHECK ((length(remark) <= 1000))
knowledge.passage passage_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
knowledge.passage passage_words_check: CHECK (((length(words) >= 1) AND (length(words) <= 2000)))
plan.edition edition_check: CHECK (((edition = 1) OR (reason IS NOT NULL)))
plan.edition edition_edition_check: CHECK ((edition > 0))
plan.edition edition_lang_check: CHECK ((lang = ANY (ARRAY['en'::text, 'fr'::text])))
plan.edition edition_node_fkey: FOREIGN KEY (node) REFERENCES plan.node(id)
plan.edition edition_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
plan.edition edition_pkey: PRIMARY KEY (node, lang, edition)
plan.edition edition_text_check: CHECK (((length(text) >= 1) AND (length(text) <= 20000)))
plan.edition edition_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
plan.evidence evidence_check: CHECK ((until_character >= from_character))
plan.evidence evidence_confidence_check: CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision)))
plan.evidence evidence_node_fkey: FOREIGN KEY (node) REFERENCES plan.node(id)
plan.evidence evidence_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
plan.evidence evidence_pkey: PRIMARY KEY (node)
plan.evidence evidence_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
plan.mention mention_node_fkey: FOREIGN KEY (node) REFERENCES plan.node(id)
plan.mention mention_organisation_fkey: FOREIGN KEY (organisation) REFERENCES directory.organisation(id)
plan.mention mention_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
plan.mention mention_pkey: PRIMARY KEY (node, organisation)
plan.mention mention_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
plan.node node_check: CHECK (((promise IS NOT NULL) = (kind = ANY (ARRAY['action'::text, 'subitem'::text, 'priority'::text]))))
plan.node node_id_wall_fkey: FOREIGN KEY (id, wall) REFERENCES platform.record(id, wall) ON UPDATE CASCADE
plan.node node_kind_check: CHECK ((kind = ANY (ARRAY['part'::text, 'area'::text, 'action'::text, 'subitem'::text, 'objective'::text, 'priority'::text])))
plan.node node_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
plan.node node_parent_fkey: FOREIGN KEY (parent) REFERENCES plan.node(id)
plan.node node_pkey: PRIMARY KEY (id)
plan.node node_plan_fkey: FOREIGN KEY (plan) REFERENCES plan.plan(id)
plan.node node_plan_reference_key: UNIQUE (plan, reference)
plan.node node_promise_check: CHECK ((promise = ANY (ARRAY['one-off'::text, 'recurring'::text, 'enabling'::text, 'standing'::text])))
plan.node node_reference_check: CHECK (((length(reference) >= 1) AND (length(reference) <= 60)))
plan.plan plan_authentic_check: CHECK ((authentic = ANY (ARRAY['en'::text, 'fr'::text])))
plan.plan plan_id_wall_fkey: FOREIGN KEY (id, wall) REFERENCES platform.record(id, wall) ON UPDATE CASCADE
plan.plan plan_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
plan.plan plan_partnership_fkey: FOREIGN KEY (partnership) REFERENCES directory.partnership(id)
plan.plan plan_partnership_slug_key: UNIQUE (partnership, slug)
plan.plan plan_period_end_check: CHECK ((period_end ~ '^\d{4}(-\d{2}-\d{2})?$'::text))
plan.plan plan_period_start_check: CHECK ((period_start ~ '^\d{4}(-\d{2}-\d{2})?$'::text))
plan.plan plan_pkey: PRIMARY KEY (id)
plan.plan plan_predecessor_fkey: FOREIGN KEY (predecessor) REFERENCES plan.plan(id)
plan.plan plan_slug_check: CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 60)))
plan.remark remark_node_fkey: FOREIGN KEY (node) REFERENCES plan.node(id)
plan.remark remark_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
plan.remark remark_pkey: PRIMARY KEY (id)
plan.remark remark_plan_fkey: FOREIGN KEY (plan) REFERENCES plan.plan(id)
plan.remark remark_severity_check: CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text, 'info'::text])))
plan.remark remark_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
plan.source source_attachment_fkey: FOREIGN KEY (attachment) REFERENCES platform.attachment(id)
plan.source source_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
plan.source source_pkey: PRIMARY KEY (plan)
plan.source source_plan_fkey: FOREIGN KEY (plan) REFERENCES plan.plan(id)
plan.source source_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
plan.source_line source_line_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
plan.source_line source_line_pkey: PRIMARY KEY (plan, line)
plan.source_line source_line_plan_fkey: FOREIGN KEY (plan) REFERENCES plan.source(plan)
plan.source_line source_line_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
plan.tally tally_above_fkey: FOREIGN KEY (above) REFERENCES plan.node(id)
plan.tally tally_plan_above_kind_promise_wall_key: UNIQUE NULLS NOT DISTINCT (plan, above, kind, promise, wall)
plan.tally tally_plan_fkey: FOREIGN KEY (plan) REFERENCES plan.plan(id)
plan.tally tally_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
platform.acting acting_pkey: PRIMARY KEY (token_hash)
platform.attachment attachment_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
platform.attachment attachment_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
platform.attachment attachment_pkey: PRIMARY KEY (id)
platform.attachment attachment_record_fkey: FOREIGN KEY (record) REFERENCES platform.record(id)
platform.attachment attachment_role_check: CHECK ((role = ANY (ARRAY['source'::text, 'enclosure'::text])))
platform.attachment attachment_sha256_check: CHECK ((length(sha256) = 32))
platform.attachment attachment_size_check: CHECK ((size >= 0))
platform.attachment attachment_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
platform.audit audit_pkey: PRIMARY KEY (id)
platform.audit audit_wall_fkey: FOREIGN KEY (wall) REFERENCES platform.wall(id)
platform.audit_seal audit_seal_entries_check: CHECK ((cardinality(entries) > 0))
platform.audit_seal audit_seal_hash_check: CHECK ((length(hash) = 32))
platform.audit_seal audit_seal_number_check: CHECK ((number > 0))
platform.audit_seal audit_seal_previous_check: CHECK ((length(previous) = 32))
platform.audit_unsealed audit_unsealed_pkey: PRIMARY KEY (entry)
platform.installation installation_check: CHECK (((fixed_day IS NULL) OR demonstration))
platform.installation installation_only_one_check: CHECK (only_one)
platform.installation installation_pkey: PRIMARY KEY (only_one)
platform.installation installation_second_factor_check: CHECK ((second_factor = ANY (ARRAY['required'::text, 'offered'::text])))
platform.link link_owner_fkey: FOREIGN KEY (owner) REFERENCES platform.wall(id)
platform.link link_pkey: PRIMARY KEY (source, role, target)
platform.link link_source_wall_fkey: FOREIGN KEY (source, wall) REFERENCES platform.record(id, wall) ON UPDATE CASCADE
platform.link link_target_fkey: FOREIGN KEY (target) REFERENCES platform.record(id)
platform.mail mail_check1: CHECK (((state = ANY (ARRAY['sent'::text, 'failed'::text])) OR (plain IS NOT NULL)))
platform.mail mail_check: CHECK (((state = 'waiting'::text) = (done_at IS NULL)))
platform.mail mail_lang_check: CHECK ((lang = ANY (ARRAY['en'::text, 'fr'::text])))
platform.mail mail_pkey: PRIMARY KEY (id)
platform.mail mail_recipient_check: CHECK (((recipient ~ '^[^\s@<>,;"]+@[^\s@<>,;"]+$'::text) AND (length(recipient) <= 254)))
platform.mail mail_state_check: CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'kept'::text, 'failed'::text])))
platform.mail mail_subject_check: CHECK (((subject !~ '[\r\n]'::text) AND ((length(subject) >= 1) AND (length(subject) <= 200))))
platform.migration migration_pkey: PRIMARY KEY (number)
platform.outbox outbox_pkey: PRIMARY KEY (id)
platform.record record_id_wall_key: UNIQUE (id, wall)
platform.record record_lang_check: CHECK ((lang = ANY (ARRAY['en'::text, 'fr'::text])))
platform.record record_owner_partnership_fkey: FOREIGN KEY (owner, partnership) REFERENCES platform.wall(id, partnership)
platform.record record_pkey: PRIMARY KEY (id)
platform.record record_wall_partnership_fkey: FOREIGN KEY (wall, partnership) REFERENCES platform.wall(id, partnership)
platform.request_count request_count_key_check: CHECK ((length(key) = 16))
platform.request_count request_count_pkey: PRIMARY KEY (key, minute)
platform.search_doc search_doc_lang_check: CHECK ((lang = ANY (ARRAY['en'::text, 'fr'::text])))
platform.search_doc search_doc_pkey: PRIMARY KEY (record, part, lang)
platform.search_doc search_doc_record_wall_fkey: FOREIGN KEY (record, wall) REFERENCES platform.record(id, wall) ON UPDATE CASCADE ON DELETE CASCADE
platform.search_doc search_doc_wall_partnership_fkey: FOREIGN KEY (wall, partnership) REFERENCES platform.wall(id, partnership)
platform.stored_answer stored_answer_key_check: CHECK ((length(key) = 32))
platform.stored_answer stored_answer_pkey: PRIMARY KEY (key)
platform.stored_answer stored_answer_sent_check: CHECK ((length(sent) = 32))
platform.stored_answer stored_answer_status_check: CHECK ((status = ANY (ARRAY[200, 201])))
platform.wall wall_id_partnership_key: UNIQUE (id, partnership)
platform.wall wall_kind_check: CHECK ((kind = ANY (ARRAY['public'::text, 'partnership'::text, 'party'::text, 'member'::text, 'organisation'::text, 'group'::text])))
platform.wall wall_parent_fkey: FOREIGN KEY (parent) REFERENCES platform.wall(id)
platform.wall wall_pkey: PRIMARY KEY (id)

-- Indexes
CREATE INDEX invitation_earlier_idx ON accounts.invitation USING gin (earlier)
CREATE INDEX invitation_mandate_idx ON accounts.invitation USING btree (mandate)
CREATE UNIQUE INDEX invitation_pkey ON accounts.invitation USING btree (id)
CREATE UNIQUE INDEX invitation_token_hash_key ON accounts.invitation USING btree (token_hash)
CREATE UNIQUE INDEX one_open_invitation ON accounts.invitation USING btree (person) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL))
CREATE UNIQUE INDEX login_pkey ON accounts.login USING btree (auth_user)
CREATE UNIQUE INDEX login_person_person_key ON accounts.login_person USING btree (person)
CREATE UNIQUE INDEX login_person_pkey ON accounts.login_person USING btree (login, person)
CREATE INDEX recovery_asked_at_idx ON accounts.recovery USING btree (asked_at)
CREATE INDEX recovery_login_idx ON accounts.recovery USING btree (login)
CREATE UNIQUE INDEX recovery_pkey ON accounts.recovery USING btree (id)
CREATE UNIQUE INDEX recovery_token_hash_key ON accounts.recovery USING btree (token_hash)
CREATE INDEX token_login_made_at_idx ON accounts.token USING btree (login, made_at)
CREATE INDEX token_mandate_idx ON accounts.token USING btree (mandate)
CREATE UNIQUE INDEX token_pkey ON accounts.token USING btree (id)
CREATE UNIQUE INDEX token_token_hash_key ON accounts.token USING btree (token_hash)
CREATE INDEX worn_mandate_idx ON accounts.worn USING btree (mandate)
CREATE UNIQUE INDEX worn_pkey ON accounts.worn USING btree (session)
CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId")
CREATE UNIQUE INDEX account_pkey ON auth.account USING btree (id)
CREATE UNIQUE INDEX paper_code_pkey ON auth.paper_code USING btree (login, hash)
CREATE UNIQUE INDEX proof_pkey ON auth.proof USING btree (session)
CREATE INDEX "rateLimit_lastRequest_idx" ON auth."rateLimit" USING btree ("lastRequest")
CREATE UNIQUE INDEX "rateLimit_key_key" ON auth."rateLimit" USING btree (key)
CREATE UNIQUE INDEX "rateLimit_pkey" ON auth."rateLimit" USING btree (id)
CREATE UNIQUE INDEX second_factor_pkey ON auth.second_factor USING btree (login)
CREATE INDEX "session_expiresAt_idx" ON auth.session USING btree ("expiresAt")
CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId")
CREATE UNIQUE INDEX session_pkey ON auth.session USING btree (id)
CREATE UNIQUE INDEX session_token_key ON auth.session USING btree (token)
CREATE UNIQUE INDEX user_email_key ON auth."user" USING btree (email)
CREATE UNIQUE INDEX user_pkey ON auth."user" USING btree (id)
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier)
CREATE UNIQUE INDEX verification_pkey ON auth.verification USING btree (id)
CREATE UNIQUE INDEX bam_pkey ON boss.bam USING btree (id)
CREATE UNIQUE INDEX instance_pkey ON boss.instance USING btree (id)
CREATE UNIQUE INDEX job_pkey ON ONLY boss.job USING btree (name, id)
CREATE INDEX job_common_i10 ON boss.job_common USING btree (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE ((state < 'active'::boss.job_state) AND (NOT blocked) AND (policy = 'key_strict_fifo'::text))
CREATE INDEX job_common_i11 ON boss.job_common USING btree (name, priority DESC, created_on, start_after) WHERE ((state < 'active'::boss.job_state) AND (NOT blocked))
CREATE INDEX job_common_i12 ON boss.job_common USING btree (source_root_id) WHERE (source_root_id IS NOT NULL)
CREATE INDEX job_common_i14 ON boss.job_common USING btree (name, state, blocked, start_after) WHERE (state = ANY (ARRAY['created'::boss.job_state, 'retry'::boss.job_state, 'active'::boss.job_state, 'failed'::boss.job_state]))
CREATE INDEX job_common_i15 ON boss.job_common USING btree (name, created_on)
CREATE INDEX job_common_i16 ON boss.job_common USING btree (name, completed_on) WHERE (completed_on IS NOT NULL)
CREATE INDEX job_common_i17 ON boss.job_common USING btree (name, singleton_key, created_on) WHERE ((state < 'active'::boss.job_state) AND (singleton_key IS NOT NULL))
CREATE INDEX job_common_i7 ON boss.job_common USING btree (name, group_id) WHERE ((state = 'active'::boss.job_state) AND (group_id IS NOT NULL))
CREATE INDEX job_common_i9 ON boss.job_common USING btree (name, id) WHERE (blocking AND (state = 'completed'::boss.job_state))
CREATE UNIQUE INDEX job_common_i1 ON boss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::boss.job_state) AND (policy = 'short'::text))
CREATE UNIQUE INDEX job_common_i13 ON boss.job_common USING btree (name, singleton_key) WHERE ((state = 'created'::boss.job_state) AND upsert_by_key)
CREATE UNIQUE INDEX job_common_i2 ON boss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::boss.job_state) AND (policy = 'singleton'::text))
CREATE UNIQUE INDEX job_common_i3 ON boss.job_common USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::boss.job_state) AND (policy = 'stately'::text))
CREATE UNIQUE INDEX job_common_i4 ON boss.job_common USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::boss.job_state) AND (singleton_on IS NOT NULL))
CREATE UNIQUE INDEX job_common_i6 ON boss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::boss.job_state) AND (policy = 'exclusive'::text))
CREATE UNIQUE INDEX job_common_i8 ON boss.job_common USING btree (name, singleton_key) WHERE ((state = ANY (ARRAY['active'::boss.job_state, 'retry'::boss.job_state, 'failed'::boss.job_state])) AND (policy = 'key_strict_fifo'::text))
CREATE UNIQUE INDEX job_common_pkey ON boss.job_common USING btree (name, id)
CREATE INDEX job_dep_parent_idx ON boss.job_dependency USING btree (parent_name, parent_id)
CREATE UNIQUE INDEX job_dependency_pkey ON boss.job_dependency USING btree (child_name, child_id, parent_name, parent_id)
CREATE UNIQUE INDEX queue_pkey ON boss.queue USING btree (name)
CREATE INDEX queue_stats_i1 ON ONLY boss.queue_stats USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count)
CREATE UNIQUE INDEX queue_stats_pkey ON ONLY boss.queue_stats USING btree (id, captured_on)
CREATE UNIQUE INDEX schedule_pkey ON boss.schedule USING btree (name, key)
CREATE UNIQUE INDEX subscription_pkey ON boss.subscription USING btree (event, name)
CREATE UNIQUE INDEX version_pkey ON boss.version USING btree (version)
CREATE INDEX warning_i1 ON boss.warning USING btree (created_on DESC)
CREATE UNIQUE INDEX warning_pkey ON boss.warning USING btree (id)
CREATE INDEX closing_wall_idx ON concurrence.closing USING btree (wall)
CREATE UNIQUE INDEX closing_pkey ON concurrence.closing USING btree (proposition)
CREATE INDEX extension_wall_idx ON concurrence.extension USING btree (wall)
CREATE UNIQUE INDEX extension_pkey ON concurrence.extension USING btree (proposition, number)
CREATE INDEX free_day_owner_idx ON concurrence.free_day USING btree (owner)
CREATE INDEX free_day_wall_idx ON concurrence.free_day USING btree (wall)
CREATE UNIQUE INDEX free_day_pkey ON concurrence.free_day USING btree (party, day)
CREATE INDEX item_subject_idx ON concurrence.item USING btree (subject)
CREATE INDEX item_wall_idx ON concurrence.item USING btree (wall)
CREATE UNIQUE INDEX item_pkey ON concurrence.item USING btree (proposition, "position")
CREATE UNIQUE INDEX item_proposition_subject_key ON concurrence.item USING btree (proposition, subject)
CREATE UNIQUE INDEX one_open_item ON concurrence.item USING btree (subject, wall) WHERE (state = 'open'::text)
CREATE INDEX position_proposition_item_party_id_idx ON concurrence."position" USING btree (proposition, item, party, id DESC)
CREATE INDEX position_wall_idx ON concurrence."position" USING btree (wall)
CREATE UNIQUE INDEX position_pkey ON concurrence."position" USING btree (id)
CREATE INDEX proposition_due ON concurrence.proposition USING btree (deadline) WHERE ((state = 'open'::text) AND (deadline IS NOT NULL))
CREATE INDEX proposition_owner_idx ON concurrence.proposition USING btree (owner)
CREATE INDEX proposition_partnership_opened_at_id_idx ON concurrence.proposition USING btree (partnership, opened_at DESC, id)
CREATE INDEX proposition_wall_idx ON concurrence.proposition USING btree (wall)
CREATE UNIQUE INDEX proposition_id_wall_key ON concurrence.proposition USING btree (id, wall)
CREATE UNIQUE INDEX proposition_partnership_reference_key ON concurrence.proposition USING btree (partnership, reference)
CREATE UNIQUE INDEX proposition_pkey ON concurrence.proposition USING btree (id)
CREATE INDEX seat_party_idx ON concurrence.seat USING btree (party)
CREATE INDEX seat_wall_idx ON concurrence.seat USING btree (wall)
CREATE UNIQUE INDEX seat_pkey ON concurrence.seat USING btree (proposition, party)
CREATE INDEX week_owner_idx ON concurrence.week USING btree (owner)
CREATE INDEX week_wall_idx ON concurrence.week USING btree (wall)
CREATE UNIQUE INDEX week_pkey ON concurrence.week USING btree (party)
CREATE INDEX circle_owner_idx ON directory.circle USING btree (owner)
CREATE INDEX circle_partnership_made_at_idx ON directory.circle USING btree (partnership, made_at)
CREATE INDEX circle_wall_idx ON directory.circle USING btree (wall)
CREATE UNIQUE INDEX circle_circle_key ON directory.circle USING btree (circle)
CREATE UNIQUE INDEX circle_id_circle_key ON directory.circle USING btree (id, circle)
CREATE UNIQUE INDEX circle_pkey ON directory.circle USING btree (id)
CREATE INDEX circle_member_circle_idx ON directory.circle_member USING btree (circle)
CREATE INDEX circle_member_mandate_idx ON directory.circle_member USING btree (mandate)
CREATE INDEX circle_member_party_idx ON directory.circle_member USING btree (party)
CREATE INDEX circle_member_wall_idx ON directory.circle_member USING btree (wall)
CREATE UNIQUE INDEX circle_member_circle_mandate_idx ON directory.circle_member USING btree (circle, mandate) WHERE (left_at IS NULL)
CREATE UNIQUE INDEX circle_member_circle_party_idx ON directory.circle_member USING btree (circle, party) WHERE (left_at IS NULL)
CREATE UNIQUE INDEX circle_member_pkey ON directory.circle_member USING btree (id)
CREATE INDEX coordinator_bloc_valid_excl ON directory.coordinator USING gist (bloc, valid)
CREATE INDEX coordinator_member_idx ON directory.coordinator USING btree (member)
CREATE INDEX coordinator_owner_idx ON directory.coordinator USING btree (owner)
CREATE INDEX coordinator_wall_idx ON directory.coordinator USING btree (wall)
CREATE UNIQUE INDEX coordinator_pkey ON directory.coordinator USING btree (id)
CREATE INDEX mandate_organisation_idx ON directory.mandate USING btree (organisation)
CREATE INDEX mandate_owner_idx ON directory.mandate USING btree (owner)
CREATE INDEX mandate_partnership_role_idx ON directory.mandate USING btree (partnership, role)
CREATE INDEX mandate_party_idx ON directory.mandate USING btree (party)
CREATE INDEX mandate_person_idx ON directory.mandate USING btree (person)
CREATE INDEX mandate_person_role_coalesce_coalesce1_valid_excl ON directory.mandate USING gist (person, role, COALESCE(party, person), COALESCE(organisation, person), valid)
CREATE INDEX mandate_wall_idx ON directory.mandate USING btree (wall)
CREATE UNIQUE INDEX mandate_pkey ON directory.mandate USING btree (id)
CREATE INDEX organisation_country_idx ON directory.organisation USING btree (country)
CREATE UNIQUE INDEX organisation_pkey ON directory.organisation USING btree (id)
CREATE UNIQUE INDEX organisation_slug_key ON directory.organisation USING btree (slug)
CREATE INDEX organisation_circle_organisation_idx ON directory.organisation_circle USING btree (organisation)
CREATE INDEX organisation_circle_wall_idx ON directory.organisation_circle USING btree (wall)
CREATE UNIQUE INDEX organisation_circle_circle_key ON directory.organisation_circle USING btree (circle)
CREATE UNIQUE INDEX organisation_circle_pkey ON directory.organisation_circle USING btree (party, organisation)
CREATE UNIQUE INDEX organisation_name_pkey ON directory.organisation_name USING btree (organisation, "position")
CREATE INDEX organisation_relation_other_idx ON directory.organisation_relation USING btree (other)
CREATE UNIQUE INDEX organisation_relation_pkey ON directory.organisation_relation USING btree (organisation, other, kind)
CREATE UNIQUE INDEX partnership_pkey ON directory.partnership USING btree (id)
CREATE UNIQUE INDEX partnership_slug_key ON directory.partnership USING btree (slug)
CREATE INDEX party_owner_idx ON directory.party USING btree (owner)
CREATE INDEX party_parent_idx ON directory.party USING btree (parent)
CREATE INDEX party_partnership_protocol_order_idx ON directory.party USING btree (partnership, protocol_order)
CREATE INDEX party_wall_idx ON directory.party USING btree (wall)
CREATE UNIQUE INDEX party_circle_key ON directory.party USING btree (circle)
CREATE UNIQUE INDEX party_id_circle_key ON directory.party USING btree (id, circle)
CREATE UNIQUE INDEX party_id_parent_key ON directory.party USING btree (id, parent)
CREATE UNIQUE INDEX party_id_partnership_key ON directory.party USING btree (id, partnership)
CREATE UNIQUE INDEX party_partnership_slug_key ON directory.party USING btree (partnership, slug)
CREATE UNIQUE INDEX party_pkey ON directory.party USING btree (id)
CREATE INDEX person_owner_idx ON directory.person USING btree (owner)
CREATE INDEX person_partnership_sort_as_idx ON directory.person USING btree (partnership, sort_as)
CREATE INDEX person_wall_idx ON directory.person USING btree (wall)
CREATE UNIQUE INDEX person_id_partnership_key ON directory.person USING btree (id, partnership)
CREATE UNIQUE INDEX person_pkey ON directory.person USING btree (id)
CREATE INDEX comment_owner_idx ON discuss.comment USING btree (owner)
CREATE INDEX comment_said_by_idx ON discuss.comment USING btree (said_by)
CREATE INDEX comment_wall_idx ON discuss.comment USING btree (wall)
CREATE UNIQUE INDEX comment_id_thread_wall_key ON discuss.comment USING btree (id, thread, wall)
CREATE UNIQUE INDEX comment_id_wall_key ON discuss.comment USING btree (id, wall)
CREATE UNIQUE INDEX comment_pkey ON discuss.comment USING btree (id)
CREATE UNIQUE INDEX comment_thread_number_key ON discuss.comment USING btree (thread, number)
CREATE INDEX comment_edition_owner_idx ON discuss.comment_edition USING btree (owner)
CREATE INDEX comment_edition_wall_idx ON discuss.comment_edition USING btree (wall)
CREATE UNIQUE INDEX comment_edition_pkey ON discuss.comment_edition USING btree (comment, edition)
CREATE INDEX enclosure_comment_idx ON discuss.enclosure USING btree (comment)
CREATE INDEX enclosure_owner_idx ON discuss.enclosure USING btree (owner)
CREATE INDEX enclosure_wall_idx ON discuss.enclosure USING btree (wall)
CREATE UNIQUE INDEX enclosure_pkey ON discuss.enclosure USING btree (attachment)
CREATE UNIQUE INDEX enclosure_thread_same_name_version_key ON discuss.enclosure USING btree (thread, same_name, version)
CREATE INDEX follow_record_idx ON discuss.follow USING btree (record)
CREATE UNIQUE INDEX follow_pkey ON discuss.follow USING btree (person, record)
CREATE INDEX mention_owner_idx ON discuss.mention USING btree (owner)
CREATE INDEX mention_person_idx ON discuss.mention USING btree (person)
CREATE INDEX mention_wall_idx ON discuss.mention USING btree (wall)
CREATE UNIQUE INDEX mention_pkey ON discuss.mention USING btree (comment, edition, person)
CREATE INDEX resolution_owner_idx ON discuss.resolution USING btree (owner)
CREATE INDEX resolution_wall_idx ON discuss.resolution USING btree (wall)
CREATE UNIQUE INDEX resolution_pkey ON discuss.resolution USING btree (thread, number)
CREATE INDEX seen_comment_idx ON discuss.seen USING btree (comment)
CREATE UNIQUE INDEX seen_pkey ON discuss.seen USING btree (person, comment)
CREATE INDEX thread_owner_idx ON discuss.thread USING btree (owner)
CREATE INDEX thread_record_idx ON discuss.thread USING btree (record)
CREATE INDEX thread_wall_idx ON discuss.thread USING btree (wall)
CREATE UNIQUE INDEX thread_id_wall_key ON discuss.thread USING btree (id, wall)
CREATE UNIQUE INDEX thread_pkey ON discuss.thread USING btree (id)
CREATE INDEX note_owner_idx ON followup.note USING btree (owner)
CREATE INDEX note_wall_idx ON followup.note USING btree (wall)
CREATE UNIQUE INDEX note_id_wall_owner_key ON followup.note USING btree (id, wall, owner)
CREATE UNIQUE INDEX note_node_owner_key ON followup.note USING btree (node, owner)
CREATE UNIQUE INDEX note_pkey ON followup.note USING btree (id)
CREATE INDEX note_edition_batch_idx ON followup.note_edition USING btree (batch)
CREATE INDEX note_edition_owner_idx ON followup.note_edition USING btree (owner)
CREATE INDEX note_edition_recorded_by_written_at_idx ON followup.note_edition USING btree (recorded_by, written_at DESC) WHERE (batch IS NOT NULL)
CREATE INDEX note_edition_wall_idx ON followup.note_edition USING btree (wall)
CREATE UNIQUE INDEX note_edition_pkey ON followup.note_edition USING btree (note, edition)
CREATE INDEX document_owner_idx ON knowledge.document USING btree (owner)
CREATE INDEX document_wall_idx ON knowledge.document USING btree (wall)
CREATE INDEX document_withdrawn_from_idx ON knowledge.document USING btree (withdrawn_from)
CREATE UNIQUE INDEX document_pkey ON knowledge.document USING btree (id)
CREATE INDEX file_owner_idx ON knowledge.file USING btree (owner)
CREATE INDEX file_wall_idx ON knowledge.file USING btree (wall)
CREATE UNIQUE INDEX file_attachment_wall_key ON knowledge.file USING btree (attachment, wall)
CREATE UNIQUE INDEX file_document_number_key ON knowledge.file USING btree (document, number)
CREATE UNIQUE INDEX file_pkey ON knowledge.file USING btree (attachment)
CREATE INDEX page_wall_idx ON knowledge.page USING btree (wall)
CREATE UNIQUE INDEX page_pkey ON knowledge.page USING btree (file, number)
CREATE INDEX passage_document_idx ON knowledge.passage USING btree (document)
CREATE INDEX passage_file_page_idx ON knowledge.passage USING btree (file, page)
CREATE INDEX passage_node_idx ON knowledge.passage USING btree (node)
CREATE INDEX passage_owner_idx ON knowledge.passage USING btree (owner)
CREATE INDEX passage_wall_idx ON knowledge.passage USING btree (wall)
CREATE UNIQUE INDEX passage_pkey ON knowledge.passage USING btree (id)
CREATE INDEX edition_owner_idx ON plan.edition USING btree (owner)
CREATE INDEX edition_wall_idx ON plan.edition USING btree (wall)
CREATE UNIQUE INDEX edition_pkey ON plan.edition USING btree (node, lang, edition)
CREATE INDEX evidence_owner_idx ON plan.evidence USING btree (owner)
CREATE INDEX evidence_wall_idx ON plan.evidence USING btree (wall)
CREATE UNIQUE INDEX evidence_pkey ON plan.evidence USING btree (node)
CREATE INDEX mention_organisation_idx ON plan.mention USING btree (organisation)
CREATE INDEX mention_owner_idx ON plan.mention USING btree (owner)
CREATE INDEX mention_wall_idx ON plan.mention USING btree (wall)
CREATE UNIQUE INDEX mention_pkey ON plan.mention USING btree (node, organisation)
CREATE INDEX action_lines ON plan.node USING btree (plan, "position") WHERE (kind = 'action'::text)
CREATE INDEX front_nodes ON plan.node USING btree (plan, kind, "position") WHERE (kind = ANY (ARRAY['objective'::text, 'priority'::text]))
CREATE INDEX lines_by_promise ON plan.node USING btree (plan, promise, "position") WHERE (kind = 'action'::text)
CREATE INDEX node_number_plan_idx ON plan.node USING btree (number, plan)
CREATE INDEX node_number_plan_idx1 ON plan.node USING btree (number, plan)
CREATE INDEX node_owner_idx ON plan.node USING btree (owner)
CREATE INDEX node_parent_idx ON plan.node USING btree (parent)
CREATE INDEX node_plan_parent_position_idx ON plan.node USING btree (plan, parent, "position")
CREATE INDEX node_plan_position_kind_parent_idx ON plan.node USING btree (plan, "position") INCLUDE (kind, parent)
CREATE INDEX node_reference_key_plan_idx ON plan.node USING btree (reference_key, plan)
CREATE INDEX node_wall_idx ON plan.node USING btree (wall)
CREATE INDEX outline_nodes ON plan.node USING btree (plan, "position") WHERE (kind = ANY (ARRAY['part'::text, 'area'::text]))
CREATE UNIQUE INDEX node_pkey ON plan.node USING btree (id)
CREATE UNIQUE INDEX node_plan_reference_key ON plan.node USING btree (plan, reference)
CREATE INDEX plan_owner_idx ON plan.plan USING btree (owner)
CREATE INDEX plan_wall_idx ON plan.plan USING btree (wall)
CREATE UNIQUE INDEX plan_partnership_slug_key ON plan.plan USING btree (partnership, slug)
CREATE UNIQUE INDEX plan_pkey ON plan.plan USING btree (id)
CREATE INDEX remark_node_idx ON plan.remark USING btree (node)
CREATE INDEX remark_owner_idx ON plan.remark USING btree (owner)
CREATE INDEX remark_plan_position_idx ON plan.remark USING btree (plan, "position")
CREATE INDEX remark_wall_idx ON plan.remark USING btree (wall)
CREATE UNIQUE INDEX remark_pkey ON plan.remark USING btree (id)
CREATE INDEX source_owner_idx ON plan.source USING btree (owner)
CREATE INDEX source_wall_idx ON plan.source USING btree (wall)
CREATE UNIQUE INDEX source_pkey ON plan.source USING btree (plan)
CREATE INDEX source_line_owner_idx ON plan.source_line USING btree (owner)
CREATE INDEX source_line_plan_from_character_idx ON plan.source_line USING btree (plan, from_character)
CREATE INDEX source_line_wall_idx ON plan.source_line USING btree (wall)
CREATE UNIQUE INDEX source_line_pkey ON plan.source_line USING btree (plan, line)
CREATE INDEX tally_above_kind_idx ON plan.tally USING btree (above, kind)
CREATE INDEX tally_wall_idx ON plan.tally USING btree (wall)
CREATE UNIQUE INDEX tally_plan_above_kind_promise_wall_key ON plan.tally USING btree (plan, above, kind, promise, wall) NULLS NOT DISTINCT
CREATE INDEX acting_expires_idx ON platform.acting USING btree (expires)
CREATE INDEX acting_session_hash_idx ON platform.acting USING btree (session_hash)
CREATE INDEX acting_token_idx ON platform.acting USING btree (token) WHERE (token IS NOT NULL)
CREATE UNIQUE INDEX acting_pkey ON platform.acting USING btree (token_hash)
CREATE INDEX attachment_owner_idx ON platform.attachment USING btree (owner)
CREATE INDEX attachment_record_idx ON platform.attachment USING btree (record)
CREATE INDEX attachment_wall_idx ON platform.attachment USING btree (wall)
CREATE UNIQUE INDEX attachment_pkey ON platform.attachment USING btree (id)
CREATE INDEX audit_partnership_id_idx ON platform.audit USING btree (partnership, id)
CREATE INDEX audit_record_id_idx ON platform.audit USING btree (record, id)
CREATE INDEX audit_wall_id_idx ON platform.audit USING btree (wall, id DESC)
CREATE INDEX audit_wall_idx ON platform.audit USING btree (wall)
CREATE UNIQUE INDEX audit_pkey ON platform.audit USING btree (id)
CREATE UNIQUE INDEX audit_seal_coalesce_number_idx ON platform.audit_seal USING btree (COALESCE(partnership, '00000000-0000-0000-0000-000000000000'::uuid), number)
CREATE UNIQUE INDEX audit_unsealed_pkey ON platform.audit_unsealed USING btree (entry)
CREATE UNIQUE INDEX installation_pkey ON platform.installation USING btree (only_one)
CREATE INDEX link_owner_idx ON platform.link USING btree (owner)
CREATE INDEX link_target_role_wall_idx ON platform.link USING btree (target, role, wall)
CREATE INDEX link_wall_idx ON platform.link USING btree (wall)
CREATE UNIQUE INDEX link_pkey ON platform.link USING btree (source, role, target)
CREATE INDEX mail_queued_at_idx ON platform.mail USING btree (queued_at DESC)
CREATE INDEX mail_waiting ON platform.mail USING btree (queued_at) WHERE (state = 'waiting'::text)
CREATE UNIQUE INDEX mail_pkey ON platform.mail USING btree (id)
CREATE UNIQUE INDEX migration_pkey ON platform.migration USING btree (number)
CREATE INDEX outbox_waiting ON platform.outbox USING btree (id) WHERE (taken_at IS NULL)
CREATE UNIQUE INDEX outbox_pkey ON platform.outbox USING btree (id)
CREATE INDEX record_owner_idx ON platform.record USING btree (owner)
CREATE INDEX record_partnership_kind_changed_at_id_wall_idx ON platform.record USING btree (partnership, kind, changed_at DESC, id) INCLUDE (wall)
CREATE INDEX record_wall_idx ON platform.record USING btree (wall)
CREATE UNIQUE INDEX record_id_wall_key ON platform.record USING btree (id, wall)
CREATE UNIQUE INDEX record_pkey ON platform.record USING btree (id)
CREATE INDEX request_count_minute_idx ON platform.request_count USING btree (minute)
CREATE UNIQUE INDEX request_count_pkey ON platform.request_count USING btree (key, minute)
CREATE INDEX search_doc_partnership_number_idx ON platform.search_doc USING btree (partnership, number)
CREATE INDEX search_doc_wall_idx ON platform.search_doc USING btree (wall)
CREATE INDEX search_doc_within_number_idx ON platform.search_doc USING btree (within, number)
CREATE INDEX search_doc_words ON platform.search_doc USING gin (partnership, lang, words) WITH (fastupdate=off)
CREATE UNIQUE INDEX search_doc_pkey ON platform.search_doc USING btree (record, part, lang)
CREATE INDEX stored_answer_at_idx ON platform.stored_answer USING btree (at)
CREATE UNIQUE INDEX stored_answer_pkey ON platform.stored_answer USING btree (key)
CREATE UNIQUE INDEX one_partnership_wall ON platform.wall USING btree (partnership) WHERE (kind = 'partnership'::text)
CREATE UNIQUE INDEX one_public_wall ON platform.wall USING btree (partnership) WHERE (kind = 'public'::text)
CREATE UNIQUE INDEX wall_id_partnership_key ON platform.wall USING btree (id, partnership)
CREATE UNIQUE INDEX wall_pkey ON platform.wall USING btree (id)

-- Row security
accounts.invitation keeper for ALL to ent_owner using true with check true
accounts.login keeper for ALL to ent_owner using true with check true
accounts.login_person keeper for ALL to ent_owner using true with check true
accounts.recovery keeper for ALL to ent_owner using true with check true
accounts.token keeper for ALL to ent_owner using true with check true
accounts.worn keeper for ALL to ent_owner using true with check true
concurrence.closing keeper for ALL to ent_owner using true with check true
concurrence.closing see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
concurrence.extension keeper for ALL to ent_owner using true with check true
concurrence.extension see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
concurrence.free_day add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND directory.acts_as('speaker'::text, ( SELECT platform.acting_partnership() AS acting_partnership), party))
concurrence.free_day drop_day for DELETE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND directory.acts_as('speaker'::text, ( SELECT platform.acting_partnership() AS acting_partnership), party))
concurrence.free_day keeper for ALL to ent_owner using true with check true
concurrence.free_day mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND directory.acts_as('speaker'::text, ( SELECT platform.acting_partnership() AS acting_partnership), party))
concurrence.free_day see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
concurrence.item keeper for ALL to ent_owner using true with check true
concurrence.item see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
concurrence.position keeper for ALL to ent_owner using true with check true
concurrence.position see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
concurrence.proposition keeper for ALL to ent_owner using true with check true
concurrence.proposition see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
concurrence.seat keeper for ALL to ent_owner using true with check true
concurrence.seat see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
concurrence.week add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND directory.acts_as('speaker'::text, ( SELECT platform.acting_partnership() AS acting_partnership), party))
concurrence.week keeper for ALL to ent_owner using true with check true
concurrence.week mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND directory.acts_as('speaker'::text, ( SELECT platform.acting_partnership() AS acting_partnership), party))
concurrence.week see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
directory.circle keeper for ALL to ent_owner using true with check true
directory.circle see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
directory.circle_member keeper for ALL to ent_owner using true with check true
directory.circle_member see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
directory.coordinator add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM (directory.mandate m
     JOIN directory.party y ON ((y.id = m.party)))
  WHERE ((m.id = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (m.role = 'speaker'::text) AND (m.party = coordinator.bloc) AND (y.circle = coordinator.owner)))))
directory.coordinator keeper for ALL to ent_owner using true with check true
directory.coordinator mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM (directory.mandate m
     JOIN directory.party y ON ((y.id = m.party)))
  WHERE ((m.id = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (m.role = 'speaker'::text) AND (m.party = coordinator.bloc) AND (y.circle = coordinator.owner)))))
directory.coordinator see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
directory.mandate add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM directory.person p
  WHERE (p.id = mandate.person))) AND
CASE
    WHEN (party IS NULL) THEN directory.acts_as('administrator'::text, partnership, NULL::uuid)
    ELSE (directory.acts_as('speaker'::text, partnership, party) AND (EXISTS ( SELECT
       FROM directory.party y
      WHERE ((y.id = mandate.party) AND (y.circle = mandate.owner)))))
END))
directory.mandate by_person for INSERT to ent_app with check (( SELECT platform.acting_token() AS acting_token) IS NULL)
directory.mandate by_person_too for UPDATE to ent_app using (( SELECT platform.acting_token() AS acting_token) IS NULL)
directory.mandate keeper for ALL to ent_owner using true with check true
directory.mandate mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM directory.person p
  WHERE (p.id = mandate.person))) AND
CASE
    WHEN (party IS NULL) THEN directory.acts_as('administrator'::text, partnership, NULL::uuid)
    ELSE (directory.acts_as('speaker'::text, partnership, party) AND (EXISTS ( SELECT
       FROM directory.party y
      WHERE ((y.id = mandate.party) AND (y.circle = mandate.owner)))))
END))
directory.mandate see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
directory.organisation everybody for SELECT to ent_app using true
directory.organisation keeper for ALL to ent_owner using true with check true
directory.organisation_circle keeper for ALL to ent_owner using true with check true
directory.organisation_circle see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
directory.organisation_name everybody for SELECT to ent_app using true
directory.organisation_name keeper for ALL to ent_owner using true with check true
directory.organisation_relation everybody for SELECT to ent_app using true
directory.organisation_relation keeper for ALL to ent_owner using true with check true
directory.partnership everybody for SELECT to ent_app using true
directory.partnership keeper for ALL to ent_owner using true with check true
directory.party keeper for ALL to ent_owner using true with check true
directory.party see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
directory.person add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM directory.mandate m
  WHERE ((m.id = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (m.partnership = person.partnership) AND (m.role = ANY (ARRAY['administrator'::text, 'speaker'::text]))))))
directory.person keeper for ALL to ent_owner using true with check true
directory.person mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM directory.mandate m
  WHERE ((m.id = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (m.partnership = person.partnership) AND (m.role = ANY (ARRAY['administrator'::text, 'speaker'::text]))))))
directory.person see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
discuss.comment add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((said_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = comment.id) AND (r.kind = 'discuss.comment'::text) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM discuss.thread t
  WHERE (t.id = comment.thread)))))
discuss.comment keeper for ALL to ent_owner using true with check true
discuss.comment mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((said_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = comment.id) AND (r.kind = 'discuss.comment'::text) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM discuss.thread t
  WHERE (t.id = comment.thread)))))
discuss.comment see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
discuss.comment_edition add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((written_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM discuss.comment c
  WHERE ((c.id = comment_edition.comment) AND (c.said_by = ( SELECT platform.acting_mandate() AS acting_mandate)))))))
discuss.comment_edition keeper for ALL to ent_owner using true with check true
discuss.comment_edition mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((written_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM discuss.comment c
  WHERE ((c.id = comment_edition.comment) AND (c.said_by = ( SELECT platform.acting_mandate() AS acting_mandate)))))))
discuss.comment_edition see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
discuss.enclosure add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.attachment a
  WHERE ((a.id = enclosure.attachment) AND (a.record = enclosure.comment)))) AND (EXISTS ( SELECT
   FROM discuss.comment c
  WHERE ((c.id = enclosure.comment) AND (c.said_by = ( SELECT platform.acting_mandate() AS acting_mandate)))))))
discuss.enclosure keeper for ALL to ent_owner using true with check true
discuss.enclosure mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.attachment a
  WHERE ((a.id = enclosure.attachment) AND (a.record = enclosure.comment)))) AND (EXISTS ( SELECT
   FROM discuss.comment c
  WHERE ((c.id = enclosure.comment) AND (c.said_by = ( SELECT platform.acting_mandate() AS acting_mandate)))))))
discuss.enclosure see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
discuss.follow keeper for ALL to ent_owner using true with check true
discuss.mention add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM discuss.comment c
  WHERE ((c.id = mention.comment) AND (c.said_by = ( SELECT platform.acting_mandate() AS acting_mandate))))) AND (EXISTS ( SELECT
   FROM discuss.v_reader r
  WHERE ((r.wall = mention.wall) AND (r.person = mention.person))))))
discuss.mention keeper for ALL to ent_owner using true with check true
discuss.mention mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM discuss.comment c
  WHERE ((c.id = mention.comment) AND (c.said_by = ( SELECT platform.acting_mandate() AS acting_mandate))))) AND (EXISTS ( SELECT
   FROM discuss.v_reader r
  WHERE ((r.wall = mention.wall) AND (r.person = mention.person))))))
discuss.mention see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
discuss.resolution add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((said_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM discuss.thread t
  WHERE (t.id = resolution.thread)))))
discuss.resolution keeper for ALL to ent_owner using true with check true
discuss.resolution mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((said_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM discuss.thread t
  WHERE (t.id = resolution.thread)))))
discuss.resolution see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
discuss.seen keeper for ALL to ent_owner using true with check true
discuss.thread add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((opened_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = thread.id) AND (r.kind = 'discuss.thread'::text) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = thread.record) AND (r.kind !~ '^discuss\.'::text) AND platform.is_within(thread.wall, r.wall)))) AND (EXISTS ( SELECT
   FROM platform.wall w
  WHERE ((w.id = thread.wall) AND ((w.kind = ANY (ARRAY['party'::text, 'partnership'::text])) OR ((w.kind <> 'public'::text) AND (w.id = ANY (( SELECT platform.owns() AS owns)::uuid[])))))))))
discuss.thread keeper for ALL to ent_owner using true with check true
discuss.thread mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((opened_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = thread.id) AND (r.kind = 'discuss.thread'::text) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = thread.record) AND (r.kind !~ '^discuss\.'::text) AND platform.is_within(thread.wall, r.wall)))) AND (EXISTS ( SELECT
   FROM platform.wall w
  WHERE ((w.id = thread.wall) AND ((w.kind = ANY (ARRAY['party'::text, 'partnership'::text])) OR ((w.kind <> 'public'::text) AND (w.id = ANY (( SELECT platform.owns() AS owns)::uuid[])))))))))
discuss.thread see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
followup.note add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = note.id) AND (r.kind = 'followup.note'::text) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM platform.wall w
  WHERE ((w.id = note.wall) AND (w.kind = ANY (ARRAY['party'::text, 'member'::text, 'organisation'::text, 'group'::text]))))) AND (EXISTS ( SELECT
   FROM plan.v_line n
  WHERE ((n.id = note.node) AND platform.is_within(note.wall, n.wall)))))
followup.note keeper for ALL to ent_owner using true with check true
followup.note mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = note.id) AND (r.kind = 'followup.note'::text) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM platform.wall w
  WHERE ((w.id = note.wall) AND (w.kind = ANY (ARRAY['party'::text, 'member'::text, 'organisation'::text, 'group'::text]))))) AND (EXISTS ( SELECT
   FROM plan.v_line n
  WHERE ((n.id = note.node) AND platform.is_within(note.wall, n.wall)))))
followup.note see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
followup.note_edition add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((recorded_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM followup.note n
  WHERE (n.id = note_edition.note)))))
followup.note_edition keeper for ALL to ent_owner using true with check true
followup.note_edition mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((recorded_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM followup.note n
  WHERE (n.id = note_edition.note)))))
followup.note_edition see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
knowledge.document add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = document.id) AND (r.kind = 'knowledge.document'::text) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
knowledge.document keeper for ALL to ent_owner using true with check true
knowledge.document mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = document.id) AND (r.kind = 'knowledge.document'::text) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
knowledge.document see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
knowledge.file add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM knowledge.document d
  WHERE ((d.id = file.document) AND (d.wall = file.wall) AND (d.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM platform.attachment a
  WHERE ((a.id = file.attachment) AND (a.record = file.document) AND (a.wall = file.wall))))))
knowledge.file keeper for ALL to ent_owner using true with check true
knowledge.file mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM knowledge.document d
  WHERE ((d.id = file.document) AND (d.wall = file.wall) AND (d.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM platform.attachment a
  WHERE ((a.id = file.attachment) AND (a.record = file.document) AND (a.wall = file.wall))))))
knowledge.file see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
knowledge.file with_document for SELECT to ent_app using (EXISTS ( SELECT
   FROM knowledge.document d
  WHERE (d.id = file.document)))
knowledge.page keeper for ALL to ent_owner using true with check true
knowledge.page see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
knowledge.page with_file for SELECT to ent_app using (EXISTS ( SELECT
   FROM knowledge.file f
  WHERE (f.attachment = page.file)))
knowledge.passage add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((linked_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM knowledge.document d
  WHERE ((d.id = passage.document) AND platform.is_within(passage.wall, d.wall)))) AND (EXISTS ( SELECT
   FROM knowledge.page g
  WHERE ((g.file = passage.file) AND (g.number = passage.page) AND (substr(g.text, (passage.from_character + 1), (passage.until_character - passage.from_character)) = passage.words)))) AND (EXISTS ( SELECT
   FROM plan.v_line n
  WHERE ((n.id = passage.node) AND platform.is_within(passage.wall, n.wall))))))
knowledge.passage drop_passage for DELETE to ent_app using ((owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (wall = ANY (( SELECT platform.sees() AS sees)::uuid[])))
knowledge.passage keeper for ALL to ent_owner using true with check true
knowledge.passage mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((linked_by = ( SELECT platform.acting_mandate() AS acting_mandate)) AND (EXISTS ( SELECT
   FROM knowledge.document d
  WHERE ((d.id = passage.document) AND platform.is_within(passage.wall, d.wall)))) AND (EXISTS ( SELECT
   FROM knowledge.page g
  WHERE ((g.file = passage.file) AND (g.number = passage.page) AND (substr(g.text, (passage.from_character + 1), (passage.until_character - passage.from_character)) = passage.words)))) AND (EXISTS ( SELECT
   FROM plan.v_line n
  WHERE ((n.id = passage.node) AND platform.is_within(passage.wall, n.wall))))))
knowledge.passage see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
knowledge.passage with_document for SELECT to ent_app using (EXISTS ( SELECT
   FROM knowledge.document d
  WHERE (d.id = passage.document)))
plan.edition add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = edition.node) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (entered_by = ( SELECT platform.acting_mandate() AS acting_mandate))))
plan.edition keeper for ALL to ent_owner using true with check true
plan.edition mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = edition.node) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (entered_by = ( SELECT platform.acting_mandate() AS acting_mandate))))
plan.edition see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
plan.evidence add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = evidence.node) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.evidence keeper for ALL to ent_owner using true with check true
plan.evidence mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = evidence.node) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.evidence see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
plan.mention add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = mention.node) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.mention keeper for ALL to ent_owner using true with check true
plan.mention mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = mention.node) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.mention see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
plan.node add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = node.id) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.node keeper for ALL to ent_owner using true with check true
plan.node mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = node.id) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.node see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
plan.plan add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = plan.id) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (entered_by = ( SELECT platform.acting_mandate() AS acting_mandate))))
plan.plan keeper for ALL to ent_owner using true with check true
plan.plan mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = plan.id) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (entered_by = ( SELECT platform.acting_mandate() AS acting_mandate))))
plan.plan see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
plan.remark add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = remark.plan) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.remark keeper for ALL to ent_owner using true with check true
plan.remark mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = remark.plan) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.remark see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
plan.source add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = source.plan) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.source keeper for ALL to ent_owner using true with check true
plan.source mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = source.plan) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))))
plan.source see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
plan.source_line keeper for ALL to ent_owner using true with check true
plan.source_line see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
plan.tally keeper for ALL to ent_owner using true with check true
plan.tally see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
platform.acting keeper for ALL to ent_owner using true with check true
platform.attachment add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = attachment.record) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (NOT (added_by IS DISTINCT FROM ( SELECT platform.acting_mandate() AS acting_mandate)))))
platform.attachment keeper for ALL to ent_owner using true with check true
platform.attachment mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = attachment.record) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (NOT (added_by IS DISTINCT FROM ( SELECT platform.acting_mandate() AS acting_mandate)))))
platform.attachment see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
platform.audit add for INSERT to ent_app with check ((NOT (mandate IS DISTINCT FROM ( SELECT platform.acting_mandate() AS acting_mandate))) AND (NOT (person IS DISTINCT FROM ( SELECT platform.acting_person() AS acting_person))) AND (partnership = ( SELECT platform.acting_partnership() AS acting_partnership)) AND (wall = ANY (( SELECT platform.sees() AS sees)::uuid[])))
platform.audit keeper for ALL to ent_owner using true with check true
platform.audit see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
platform.audit_seal keeper for ALL to ent_owner using true with check true
platform.audit_unsealed keeper for ALL to ent_owner using true with check true
platform.installation everybody for SELECT to ent_app using true
platform.installation keeper for ALL to ent_owner using true with check true
platform.link add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = link.source) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = link.target) AND platform.is_within(link.wall, r.wall))))))
platform.link drop_link for DELETE to ent_app using ((owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND (wall = ANY (( SELECT platform.sees() AS sees)::uuid[])))
platform.link keeper for ALL to ent_owner using true with check true
platform.link mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND ((EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = link.source) AND (r.owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))))) AND (EXISTS ( SELECT
   FROM platform.record r
  WHERE ((r.id = link.target) AND platform.is_within(link.wall, r.wall))))))
platform.link see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
platform.mail keeper for ALL to ent_owner using true with check true
platform.mail sender for ALL to ent_job using true with check true
platform.migration everybody for SELECT to ent_app using true
platform.migration keeper for ALL to ent_owner using true with check true
platform.outbox add for INSERT to ent_app with check (partnership = ( SELECT platform.acting_partnership() AS acting_partnership))
platform.outbox keeper for ALL to ent_owner using true with check true
platform.outbox relay for ALL to ent_job using true with check true
platform.record add for INSERT to ent_app with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND true)
platform.record keeper for ALL to ent_owner using true with check true
platform.record mend for UPDATE to ent_app using ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[]))) with check ((wall = ANY (( SELECT platform.sees() AS sees)::uuid[])) AND (owner = ANY (( SELECT platform.owns() AS owns)::uuid[])) AND true)
platform.record searcher for SELECT to ent_search using true
platform.record see for SELECT to ent_app using (wall = ANY (( SELECT platform.sees() AS sees)::uuid[]))
platform.request_count keeper for ALL to ent_owner using true with check true
platform.search_doc keeper for ALL to ent_owner using true with check true
platform.search_doc searcher for ALL to ent_search using true with check true
platform.stored_answer keeper for ALL to ent_owner using true with check true
platform.wall keeper for ALL to ent_owner using true with check true
platform.wall see for SELECT to ent_app using ((id = ANY (( SELECT platform.sees() AS sees)::uuid[])) OR (id = ( SELECT platform.lens() AS lens)))

-- Rights
accounts.invitation
accounts.login
accounts.login_person
accounts.recovery
accounts.token
accounts.worn
auth.account ent_auth=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
auth.paper_code ent_auth=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
auth.proof ent_auth=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
auth.rateLimit ent_auth=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
auth.second_factor ent_auth=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
auth.session ent_auth=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
auth.user ent_auth=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
auth.verification ent_auth=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.bam ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.instance ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.job_common ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.job_dependency ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.queue ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.schedule ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.subscription ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.version ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
boss.warning ent_job=arwd/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.closing ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.extension ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.free_day ent_app=ard/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.item ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.position ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.proposition ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.seat ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.v_item ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.v_proposition ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.v_seat ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.v_stance ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
concurrence.week ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
directory.circle ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.circle_member ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.coordinator ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
directory.mandate ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
directory.organisation ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.organisation_circle ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.organisation_name ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.organisation_relation ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.partnership ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.party ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.person ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_circle ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_circle_member ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_coordinator ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_mandate ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_organisation ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_organisation_name ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_organisation_relation ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_own_wall ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_partnership ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_party ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
directory.v_wall ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.comment ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.comment_edition ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.enclosure ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.follow
discuss.mention ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.resolution ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.seen
discuss.thread ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_comment ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_comment_edition ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_enclosure ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_followed ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_mention ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_own_mention ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_reader ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_resolution ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
discuss.v_thread ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
followup.note ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
followup.note_edition ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
followup.v_note ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
followup.v_note_edition ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
knowledge.document ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
knowledge.file ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
knowledge.page ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
knowledge.passage ent_app=ard/ent_owner ent_owner=arwdDxtm/ent_owner
knowledge.v_document ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
knowledge.v_file ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
knowledge.v_page ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
knowledge.v_passage ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.edition ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
plan.evidence ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
plan.mention ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
plan.node ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
plan.plan ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
plan.remark ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
plan.source ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
plan.source_line ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.tally ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_authentic ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_edition ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_evidence ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_line ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_mention ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_node ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_plan ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_reference ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_remark ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_sharpens ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_source ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_source_line ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_tally ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
plan.v_words ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
platform.acting
platform.attachment ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner
platform.audit ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
platform.audit_seal
platform.audit_unsealed
platform.installation ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
platform.link ent_app=ard/ent_owner ent_owner=arwdDxtm/ent_owner
platform.mail ent_job=r/ent_owner ent_owner=arwdDxtm/ent_owner
platform.migration ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner
platform.outbox ent_job=rd/ent_owner ent_owner=arwdDxtm/ent_owner
platform.record ent_app=ar/ent_owner ent_owner=arwdDxtm/ent_owner ent_search=r/ent_owner
platform.request_count
platform.search_doc ent_owner=arwdDxtm/ent_owner ent_search=arwd/ent_owner
platform.stored_answer
platform.wall ent_app=r/ent_owner ent_owner=arwdDxtm/ent_owner

-- Column rights
concurrence.week.free {ent_app=w/ent_owner}
directory.coordinator.valid {ent_app=w/ent_owner}
directory.mandate.valid {ent_app=w/ent_owner}
knowledge.document.day {ent_app=w/ent_owner}
knowledge.document.file_number {ent_app=w/ent_owner}
knowledge.document.kind {ent_app=w/ent_owner}
knowledge.document.withdrawn_at {ent_app=w/ent_owner}
knowledge.document.withdrawn_by {ent_app=w/ent_owner}
knowledge.document.withdrawn_from {ent_app=w/ent_owner}
plan.node.promise {ent_app=w/ent_owner}
plan.node.promise_confirmed_by {ent_app=w/ent_owner}
plan.node.qualifiers {ent_app=w/ent_owner}
platform.audit.act {ent_app=a/ent_owner}
platform.audit.after {ent_app=a/ent_owner}
platform.audit.before {ent_app=a/ent_owner}
platform.audit.mandate {ent_app=a/ent_owner}
platform.audit.partnership {ent_app=a/ent_owner}
platform.audit.person {ent_app=a/ent_owner}
platform.audit.record {ent_app=a/ent_owner}
platform.audit.request {ent_app=a/ent_owner}
platform.audit.wall {ent_app=a/ent_owner}
platform.mail.answer {ent_job=w/ent_owner}
platform.mail.attempts {ent_job=w/ent_owner}
platform.mail.done_at {ent_job=w/ent_owner}
platform.mail.html {ent_job=w/ent_owner}
platform.mail.plain {ent_job=w/ent_owner}
platform.mail.state {ent_job=w/ent_owner}
platform.outbox.event {ent_app=a/ent_owner}
platform.outbox.partnership {ent_app=a/ent_owner}
platform.outbox.payload {ent_app=a/ent_owner}
platform.outbox.taken_at {ent_job=w/ent_owner}
platform.record.changed_at {ent_app=w/ent_owner}
platform.record.lang {ent_app=w/ent_owner}
platform.record.title {ent_app=w/ent_owner}
platform.record.version {ent_app=w/ent_owner}

-- Triggers
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON concurrence."position" FOR EACH ROW EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON concurrence.closing FOR EACH ROW EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON concurrence.extension FOR EACH ROW EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON discuss.comment_edition FOR EACH ROW EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON discuss.resolution FOR EACH ROW EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON followup.note_edition FOR EACH ROW EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON platform.audit FOR EACH ROW EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON platform.audit_seal FOR EACH ROW EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON concurrence."position" FOR EACH STATEMENT EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON concurrence.closing FOR EACH STATEMENT EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON concurrence.extension FOR EACH STATEMENT EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON discuss.comment_edition FOR EACH STATEMENT EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON discuss.resolution FOR EACH STATEMENT EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON followup.note_edition FOR EACH STATEMENT EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON platform.audit FOR EACH STATEMENT EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON platform.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION platform.append_only()
CREATE TRIGGER circle_of_organisation AFTER INSERT ON directory.mandate FOR EACH ROW EXECUTE FUNCTION directory.circle_of_organisation()
CREATE TRIGGER count_changed AFTER UPDATE ON plan.node REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION plan.count_nodes()
CREATE TRIGGER count_come AFTER INSERT ON plan.node REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION plan.count_nodes()
CREATE TRIGGER count_gone AFTER DELETE ON plan.node REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION plan.count_nodes()
CREATE TRIGGER cut_source AFTER INSERT ON plan.source FOR EACH ROW EXECUTE FUNCTION plan.cut_source()
CREATE TRIGGER digest_audit BEFORE INSERT ON platform.audit FOR EACH ROW EXECUTE FUNCTION platform.digest_audit()
CREATE TRIGGER end_acting AFTER DELETE OR UPDATE OF valid ON directory.mandate FOR EACH ROW EXECUTE FUNCTION accounts.end_acting()
CREATE TRIGGER end_tokens AFTER UPDATE OF password ON auth.account FOR EACH ROW EXECUTE FUNCTION accounts.end_tokens()
CREATE TRIGGER end_tokens AFTER UPDATE OF suspended_at ON accounts.login FOR EACH ROW EXECUTE FUNCTION accounts.end_tokens()
CREATE TRIGGER follow_circle AFTER INSERT OR UPDATE ON directory.circle_member FOR EACH ROW EXECUTE FUNCTION accounts.follow_circle()
CREATE TRIGGER follow_circle AFTER UPDATE OF closed_at ON directory.circle FOR EACH ROW EXECUTE FUNCTION accounts.follow_circle()
CREATE TRIGGER follow_circle_by_token AFTER INSERT OR UPDATE ON directory.circle_member FOR EACH ROW EXECUTE FUNCTION accounts.follow_circle_by_token()
CREATE TRIGGER follow_circle_by_token AFTER UPDATE OF closed_at ON directory.circle FOR EACH ROW EXECUTE FUNCTION accounts.follow_circle_by_token()
CREATE TRIGGER forget_session AFTER DELETE OR UPDATE OF token ON auth.session FOR EACH ROW EXECUTE FUNCTION accounts.forget_session()
CREATE TRIGGER forget_token AFTER DELETE OR UPDATE OF revoked_at, expires_at, writes, mandate ON accounts.token FOR EACH ROW EXECUTE FUNCTION accounts.forget_token()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON plan.edition FOR EACH ROW EXECUTE FUNCTION plan.frozen()
CREATE TRIGGER hold_factor BEFORE INSERT ON accounts.token FOR EACH ROW EXECUTE FUNCTION accounts.hold_factor_of_token()
CREATE TRIGGER hold_factor BEFORE INSERT OR UPDATE ON accounts.worn FOR EACH ROW EXECUTE FUNCTION accounts.hold_factor()
CREATE TRIGGER still_entered BEFORE INSERT ON plan.edition FOR EACH ROW EXECUTE FUNCTION plan.still_entered()

-- Views
concurrence.v_item {security_invoker=true}
 SELECT i.proposition,
    i."position",
    i.subject,
    r.kind,
    r.title,
    r.lang,
    i.version,
    i.shown,
    i.sha256,
    i.state
   FROM concurrence.item i
     JOIN platform.record r ON r.id = i.subject;
concurrence.v_proposition {security_invoker=true}
 SELECT p.id,
    p.partnership,
    p.wall,
    p.owner,
    p.reference,
    p.bloc,
    p.act,
    p.procedure,
    p.reason,
    p.zone,
    p.deadline,
    p.state,
    p.opened_at,
    p.opened_by,
    p.closed_at,
    p.closed_reason,
    r.title,
    r.lang,
    r.version
   FROM concurrence.proposition p
     JOIN platform.record r ON r.id = p.id;
concurrence.v_seat {security_invoker=true}
 SELECT proposition,
    party,
    "position",
    acknowledged_at,
    acknowledged_by
   FROM concurrence.seat s;
concurrence.v_stance {security_invoker=true}
 SELECT DISTINCT ON (proposition, item, party) proposition,
    item,
    party,
    stance,
    reason,
    counter,
    taken_at,
    spoke
   FROM concurrence."position" o
  ORDER BY proposition, item, party, id DESC;
directory.v_circle {security_invoker=true}
 SELECT c.id,
    c.partnership,
    c.circle,
    c.name,
    c.made_at,
    c.made_by,
    c.closed_at,
    c.closed_by,
    c.owner,
    w.parent
   FROM directory.circle c
     JOIN platform.wall w ON w.id = c.circle;
directory.v_circle_member {security_invoker=true}
 SELECT id,
    circle,
    mandate,
    party,
    joined_at,
    joined_by,
    left_at,
    left_by
   FROM directory.circle_member x;
directory.v_coordinator {security_invoker=true}
 SELECT c.id,
    c.bloc,
    c.member,
    lower(c.valid) AS since,
    upper(c.valid) AS until,
    c.valid,
    c.printed_since,
    c.printed_until,
    c.note,
    c.source,
    m.name AS member_name,
    m.slug AS member_slug
   FROM directory.coordinator c
     JOIN directory.party m ON m.id = c.member;
directory.v_mandate {security_invoker=true}
 SELECT m.id,
    m.partnership,
    m.role,
    m.party,
    m.organisation,
    m.title,
    m.valid,
    lower(m.valid) AS since,
    upper(m.valid) AS until,
    m.wall,
    m.person,
    p.full_name,
    p.sort_as
   FROM directory.mandate m
     JOIN directory.person p ON p.id = m.person
  WHERE NOT isempty(m.valid);
directory.v_organisation {security_invoker=true}
 SELECT id,
    slug,
    name,
    acronym,
    class,
    iati_type,
    iati_reference,
    country,
    side,
    note,
    source,
    acronym_fr,
    french_status,
    french_source,
    iati_source,
    iati_from_memory
   FROM directory.organisation o;
directory.v_organisation_name {security_invoker=true}
 SELECT organisation,
    "position",
    name,
    acronym,
    acronym_fr,
    from_year,
    until_year,
    source,
    from_memory
   FROM directory.organisation_name n;
directory.v_organisation_relation {security_invoker=true}
 SELECT organisation,
    other,
    kind,
    from_year,
    until_year,
    note,
    source
   FROM directory.organisation_relation r;
directory.v_own_wall {security_invoker=true}
 SELECT w.id,
    w.partnership,
    w.kind,
    w.parent,
    w.seat,
    w.circle,
    w.readers,
    o.people,
    array_position(platform.owns(), w.id) AS place
   FROM directory.v_wall w
     LEFT JOIN accounts.own_readers() o(wall, people) ON o.wall = w.id
  WHERE w.id = ANY ((( SELECT platform.owns() AS owns))::uuid[]);
directory.v_partnership {security_invoker=true}
 SELECT id,
    slug,
    name,
    description,
    party_order,
    founded,
    since
   FROM directory.partnership p;
directory.v_party {security_invoker=true}
 SELECT p.id,
    p.partnership,
    p.parent,
    p.kind,
    p.circle,
    p.protocol_order,
    p.slug,
    p.name,
    p.formal_name,
    p.iso2,
    p.colour,
    p.valid,
    p.source,
        CASE
            WHEN s.party_order = 'yearly'::text AND (EXTRACT(year FROM platform.today())::integer % 2) = 1 THEN - p.protocol_order
            ELSE p.protocol_order
        END AS standing_order
   FROM directory.party p
     JOIN directory.partnership s ON s.id = p.partnership;
directory.v_wall {security_invoker=true}
 SELECT w.id,
    w.partnership,
    w.kind,
    w.parent,
    COALESCE(y.id, o.party) AS seat,
    COALESCE(y.name, s.name) AS seat_name,
    o.organisation,
    g.name AS organisation_name,
    g.slug AS organisation_slug,
    c.id AS circle,
    c.name AS circle_name,
    c.owner AS circle_owner,
    c.closed_at,
    jsonb_build_object('kind', w.kind, 'party', COALESCE(y.name, s.name), 'organisation', g.name, 'circle', c.name) AS readers
   FROM platform.wall w
     LEFT JOIN directory.party y ON y.circle = w.id
     LEFT JOIN directory.organisation_circle o ON o.circle = w.id
     LEFT JOIN directory.party s ON s.id = o.party
     LEFT JOIN directory.organisation g ON g.id = o.organisation
     LEFT JOIN directory.circle c ON c.circle = w.id;
discuss.v_comment {security_invoker=true}
 SELECT c.id,
    c.thread,
    t.record,
    r.partnership,
    c.number,
    c.wall,
    c.owner,
    c.said_at,
    c.written_at,
    c.said_by,
    o.lang,
    o.version,
    e.edition,
    e.words,
    e.words IS NULL AS withdrawn,
        CASE
            WHEN e.words IS NOT NULL AND e.written_at > (c.written_at + '00:15:00'::interval) THEN e.said_at
            ELSE NULL::timestamp with time zone
        END AS mended_at
   FROM discuss.comment c
     JOIN platform.record o ON o.id = c.id
     JOIN discuss.thread t ON t.id = c.thread
     JOIN platform.record r ON r.id = t.record
     CROSS JOIN LATERAL ( SELECT w.edition,
            w.words,
            w.said_at,
            w.written_at
           FROM discuss.comment_edition w
          WHERE w.comment = c.id
          ORDER BY w.edition DESC
         LIMIT 1) e;
discuss.v_comment_edition {security_invoker=true}
 SELECT comment,
    edition,
    words,
    said_at,
    written_at,
    written_by
   FROM ( SELECT w.comment,
            w.edition,
            w.words,
            w.said_at,
            w.written_at,
            w.written_by,
            c.written_at AS begun,
            c.withdrawn,
            lead(w.written_at) OVER (PARTITION BY w.comment ORDER BY w.edition) AS next_at
           FROM discuss.comment_edition w
             JOIN discuss.v_comment c ON c.id = w.comment) e
  WHERE NOT withdrawn AND words IS NOT NULL AND next_at > (begun + '00:15:00'::interval);
discuss.v_enclosure {security_invoker=true}
 SELECT a.id,
    n.comment,
    n.thread,
    c.number,
    a.name,
    a.type,
    a.size,
    a.sha256,
    n.version,
    a.added_at,
    a.added_by,
    n.version = max(n.version) OVER (PARTITION BY n.thread, n.same_name) AS newest
   FROM discuss.enclosure n
     JOIN platform.attachment a ON a.id = n.attachment
     JOIN discuss.v_comment c ON c.id = n.comment AND NOT c.withdrawn;
discuss.v_followed {security_invoker=true}
 SELECT f.record,
    f.since,
    r.kind,
    r.title,
    r.lang,
    r.partnership,
    r.changed_at
   FROM discuss.followed() f(record, since)
     JOIN platform.record r ON r.id = f.record;
discuss.v_mention {security_invoker=true}
 SELECT m.comment,
    c.thread,
    c.record,
    c.partnership,
    c.number,
    m.person,
    c.said_by,
    c.said_at,
    c.written_at
   FROM discuss.mention m
     JOIN discuss.v_comment c ON c.id = m.comment AND c.edition = m.edition AND NOT c.withdrawn;
discuss.v_own_mention {security_invoker=true}
 SELECT m.comment,
    m.thread,
    m.record,
    m.partnership,
    m.number,
    m.said_by,
    m.said_at,
    m.written_at,
    s.at AS seen_at
   FROM discuss.v_mention m
     LEFT JOIN discuss.seen_mentions() s(comment, at) ON s.comment = m.comment
  WHERE m.person = (( SELECT platform.acting_person() AS acting_person));
discuss.v_reader {security_invoker=true}
 SELECT w.id AS wall,
    m.id AS mandate,
    m.person,
    m.full_name,
    m.sort_as,
    m.title,
    m.party
   FROM platform.wall w
     CROSS JOIN LATERAL accounts.readers_of(w.id) r(mandate)
     JOIN directory.v_mandate m ON m.id = r.mandate;
discuss.v_resolution {security_invoker=true}
 SELECT n.thread,
    n.number,
    n.resolved,
    n.reason,
    n.said_at,
    n.said_by
   FROM discuss.resolution n
     JOIN discuss.v_thread t ON t.id = n.thread;
discuss.v_thread {security_invoker=true}
 SELECT t.id,
    t.record,
    r.kind AS record_kind,
    r.title AS record_title,
    r.lang AS record_lang,
    r.partnership,
    t.wall,
    t.owner,
    t.opened_at,
    t.opened_by,
    c.comments,
    c.newest,
    c.newest_at,
    COALESCE(s.number, 0) AS turns,
    COALESCE(s.resolved, false) AS resolved,
    s.reason,
    s.said_at AS turned_at,
    s.said_by AS turned_by
   FROM discuss.thread t
     JOIN platform.record r ON r.id = t.record
     CROSS JOIN LATERAL ( SELECT count(*)::integer AS comments,
            max(o.said_at) AS newest_at,
            max(o.written_at) AS newest
           FROM discuss.comment o
          WHERE o.thread = t.id) c
     LEFT JOIN LATERAL ( SELECT n.number,
            n.resolved,
            n.reason,
            n.said_at,
            n.said_by
           FROM discuss.resolution n
          WHERE n.thread = t.id
          ORDER BY n.number DESC
         LIMIT 1) s ON true;
followup.v_note {security_invoker=true}
 SELECT n.id,
    n.node,
    l.plan,
    n.wall,
    n.owner,
    r.lang,
    r.version,
    e.edition,
    e.line_to_take,
    e.background,
    e.next_step,
    e.whose,
    e.due,
    e.filled,
    e.recorded_at,
    e.recorded_by
   FROM followup.note n
     JOIN platform.record r ON r.id = n.id
     JOIN plan.v_line l ON l.id = n.node
     CROSS JOIN LATERAL ( SELECT w.note,
            w.edition,
            w.line_to_take,
            w.background,
            w.next_step,
            w.whose,
            w.due,
            w.filled,
            w.batch,
            w.wall,
            w.owner,
            w.recorded_at,
            w.written_at,
            w.recorded_by
           FROM followup.note_edition w
          WHERE w.note = n.id
          ORDER BY w.edition DESC
         LIMIT 1) e;
followup.v_note_edition {security_invoker=true}
 SELECT note,
    edition,
    line_to_take,
    background,
    next_step,
    whose,
    due,
    filled,
    batch,
    recorded_at,
    written_at,
    recorded_by
   FROM followup.note_edition e;
knowledge.v_document {security_invoker=true}
 SELECT d.id,
    r.partnership,
    d.wall,
    d.owner,
    r.title,
    r.lang,
    r.version,
    d.kind,
    d.day,
    d.withdrawn_at,
    r.created_at,
    r.changed_at,
    f.attachment AS file,
    f.number AS file_number,
    a.name AS file_name,
    a.type AS file_type,
    a.size::double precision AS file_size,
    f.state,
    f.trouble,
    f.unit,
    f.pages
   FROM knowledge.document d
     JOIN platform.record r ON r.id = d.id
     JOIN knowledge.file f ON f.document = d.id AND f.number = d.file_number
     JOIN platform.attachment a ON a.id = f.attachment;
knowledge.v_file {security_invoker=true}
 SELECT f.attachment AS id,
    f.document,
    f.number,
    f.wall,
    f.state,
    f.trouble,
    f.unit,
    f.pages,
    f.read_at,
    a.name,
    a.type,
    a.size::double precision AS size,
    a.sha256,
    a.added_at,
    a.added_by
   FROM knowledge.file f
     JOIN platform.attachment a ON a.id = f.attachment;
knowledge.v_page {security_invoker=true}
 SELECT file,
    number,
    last,
    text
   FROM knowledge.page g;
knowledge.v_passage {security_invoker=true}
 SELECT id,
    document,
    file,
    page,
    from_character,
    until_character,
    words,
    node,
    remark,
    wall,
    owner,
    linked_at,
    linked_by
   FROM knowledge.passage p;
plan.v_authentic {security_invoker=true}
 SELECT node,
    lang,
    edition,
    text
   FROM plan.edition e
  WHERE provenance IS NULL;
plan.v_edition {security_invoker=true}
 SELECT node,
    lang,
    edition,
    text,
    label,
    reason,
    provenance,
    entered_at,
    entered_by,
    adopted_by
   FROM plan.edition e;
plan.v_evidence {security_invoker=true}
 SELECT node,
    from_character,
    until_character,
    confidence
   FROM plan.evidence e;
plan.v_line {security_invoker=true}
 SELECT id,
    plan,
    parent,
    wall,
    kind,
    reference,
    reference_key,
    number,
    "position",
    label,
    period,
    promise,
    promise_confirmed_by IS NOT NULL AS promise_confirmed,
    qualifiers
   FROM plan.node n;
plan.v_mention {security_invoker=true}
 SELECT node,
    organisation
   FROM plan.mention m;
plan.v_node {security_invoker=true}
 SELECT n.id,
    n.plan,
    n.parent,
    n.wall,
    n.owner,
    n.kind,
    n.reference,
    n.number,
    n."position",
    n.label,
    n.period,
    n.promise,
    n.promise_confirmed_by IS NOT NULL AS promise_confirmed,
    n.qualifiers,
    p.authentic AS lang,
    e.text,
    e.edition,
    r.version
   FROM plan.node n
     JOIN plan.plan p ON p.id = n.plan
     JOIN platform.record r ON r.id = n.id
     CROSS JOIN LATERAL ( SELECT ed.text,
            ed.edition
           FROM plan.edition ed
          WHERE ed.node = n.id AND ed.lang = p.authentic
          ORDER BY ed.edition DESC
         LIMIT 1) e;
plan.v_plan {security_invoker=true}
 SELECT p.id,
    p.partnership,
    p.wall,
    p.owner,
    p.slug,
    r.title,
    r.lang,
    r.version,
    r.changed_at,
    p.authentic,
    p.period_start,
    p.period_end,
    p.predecessor,
    p.entered_on,
        CASE
            WHEN p.adopted_by IS NULL THEN 'entered'::text
            ELSE 'adopted'::text
        END AS stage,
    p.adopted_by
   FROM plan.plan p
     JOIN platform.record r ON r.id = p.id;
plan.v_reference {security_invoker=true}
 SELECT source AS node,
    target AS mentioned
   FROM platform.link l
  WHERE role = 'plan.refers-to'::text;
plan.v_remark {security_invoker=true}
 SELECT plan,
    node,
    "position",
    severity,
    code,
    message,
    from_character
   FROM plan.remark m;
plan.v_sharpens {security_invoker=true}
 SELECT source AS priority,
    target AS line,
    "position"
   FROM platform.link l
  WHERE role = 'plan.sharpens'::text;
plan.v_source {security_invoker=true}
 SELECT s.plan,
    a.name
   FROM plan.source s
     JOIN platform.attachment a ON a.id = s.attachment;
plan.v_source_line {security_invoker=true}
 SELECT plan,
    line,
    from_character,
    text
   FROM plan.source_line l;
plan.v_tally {security_invoker=true}
 SELECT plan,
    above,
    kind,
    promise,
    sum(count)::integer AS count
   FROM plan.tally t
  GROUP BY plan, above, kind, promise
 HAVING sum(count) > 0;
plan.v_words {security_invoker=true}
 SELECT DISTINCT ON (node, lang) node,
    lang,
    edition,
    text,
    label,
    reason,
    provenance,
    entered_at,
    entered_by
   FROM plan.edition e
  ORDER BY node, lang, edition DESC;

-- Functions
CREATE OR REPLACE FUNCTION accounts.accept_invitation(token text, new_password text, for_login uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare taken accounts.invitation; of_login uuid;
  begin
    if accounts.invitation_of(accept_invitation.token) ->> 'state' is distinct from 'open' then return null; end if;
    update accounts.invitation i set accepted_at = clock_timestamp()
      where i.token_hash = accounts.hash_of(accept_invitation.token) and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > clock_timestamp()
      returning * into taken;
    if not found then return null; end if;
    select u."id" into of_login from auth."user" u where u."email" = taken.email;
    if of_login is distinct from for_login then
      raise exception 'the account of this address is another' using errcode = 'insufficient_privilege';
    end if;
    if of_login is null then
      insert into auth."user" ("name", "email", "emailVerified", "createdAt")
        select p.full_name, taken.email, true, clock_timestamp() from directory.person p where p.id = taken.person returning "id" into of_login;
      insert into auth.account ("accountId", "providerId", "userId", "password", "updatedAt")
        values (of_login::text, 'credential', of_login, new_password, clock_timestamp());
      insert into accounts.login (auth_user) values (of_login);
      insert into platform.audit (act, record) values ('accounts.login-created', of_login);
    end if;
    insert into accounts.login_person (login, person) values (of_login, taken.person);
    insert into platform.audit (partnership, wall, person, act, record) select p.partnership, p.wall, p.id, 'accounts.invitation-accepted', p.id
      from directory.person p where p.id = taken.person;
    return of_login;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.ask_recovery(for_email text, in_lang text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare asked uuid;
  begin
    insert into accounts.recovery (email, lang) values (for_email, in_lang) returning id into asked;
    insert into platform.outbox (event, payload) values ('accounts.recovery-asked', jsonb_build_object('recovery', asked));
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.change_password(token text, checked text, new_password text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare me auth.session;
  begin
    me := accounts.session_of(change_password.token);
    update auth.account a set "password" = new_password, "updatedAt" = clock_timestamp()
      where a."userId" = me."userId" and a."providerId" = 'credential' and a."password" = checked;
    if not found then return false; end if;
    delete from auth.session s where s."userId" = me."userId" and s."id" <> me."id";
    update accounts.recovery r set used_at = clock_timestamp() where r.login = me."userId" and r.used_at is null;
    insert into platform.audit (act, record) values ('accounts.password-changed', me."userId");
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.confirm_second_factor(token text, step bigint, paper bytea[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare me auth.session;
  begin
    me := accounts.session_of(confirm_second_factor.token);
    update auth.second_factor f set confirmed_at = clock_timestamp(), last_step = step
      where f.login = me."userId" and f.confirmed_at is null and f.last_step < step;
    if not found then return false; end if;
    insert into auth.paper_code (login, hash) select me."userId", h from unnest(paper) h;
    delete from auth.session s where s."userId" = me."userId" and s."id" <> me."id";
    insert into auth.proof (session, factor) values (me."id", true)
      on conflict (session) do update set proved_at = clock_timestamp(), factor = true;
    insert into platform.audit (act, record) values ('accounts.second-factor-added', me."userId");
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.demonstration_logins()
 RETURNS TABLE(login uuid, name text, hats jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    return query select g.auth_user, u."name", accounts.hats_of(g.auth_user, null) from accounts.login g join auth."user" u on u."id" = g.auth_user
      where g.demonstration and g.suspended_at is null and (select i.demonstration from platform.installation i)
      order by u."createdAt", u."email";
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.end_acting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    perform accounts.hold_walls(old.partnership, true);
    delete from platform.acting a where a.mandate = old.id;
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.end_sessions(token text, one uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare me auth.session; ended int;
  begin
    me := accounts.session_of(end_sessions.token);
    delete from auth.session s where s."userId" = me."userId" and (case when one is null then s."id" <> me."id" else s."id" = one end);
    get diagnostics ended = row_count;
    if ended > 0 then
      insert into platform.audit (act, record, after) values ('accounts.sessions-ended', me."userId", jsonb_build_object('count', ended));
    end if;
    return ended;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.end_tokens()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    if tg_table_name = 'login' then
      delete from platform.acting a using accounts.token k where a.token = k.id and k.login = new.auth_user;
    else
      -- A new password ends them all: whoever had the old one may have made some.
      update accounts.token k set revoked_at = clock_timestamp() where k.login = new."userId" and k.revoked_at is null;
    end if;
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.follow_circle()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare changed uuid := case tg_table_name when 'circle' then new.id else new.circle end;
  begin
    perform accounts.hold_walls(c.partnership, true) from directory.circle c where c.id = changed;
    update platform.acting a
      set sees = case when o.of_session then o.sees else array(select x from unnest(a.sees) with ordinality u (x, n) where x = any (o.sees) order by n) end,
        owns = case when o.of_session then o.owns else array(select x from unnest(a.owns) with ordinality u (x, n) where x = any (o.owns) order by n) end
      from (
        select r.token_hash, coalesce(w.sees, '{}') as sees, coalesce(w.owns, '{}') as owns,
          exists (select from auth.session s where s."token" = encode(r.session_hash, 'hex')) as of_session
        from platform.acting r join directory.mandate m on m.id = r.mandate cross join lateral accounts.walls_of(m.id) w
        where exists (select from directory.circle_member x where x.circle = changed and (x.mandate = m.id or x.party = m.party))) o
      where a.token_hash = o.token_hash;
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.follow_circle_by_token()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    update platform.acting a set sees = o.sees, owns = o.owns
      from (select r.token_hash, coalesce(w.sees, '{}') as sees, case when k.writes then coalesce(w.owns, '{}') else '{}' end as owns
        from directory.circle c join platform.acting r on r.partnership = c.partnership join accounts.token k on k.id = r.token
          cross join lateral accounts.walls_of(r.mandate) w
        where c.id = case tg_table_name when 'circle' then new.id else (to_jsonb(new) ->> 'circle')::uuid end) o
      where a.token_hash = o.token_hash;
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.forget_session()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    delete from platform.acting where session_hash = decode(old."token", 'hex');
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.forget_token()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    delete from platform.acting a where a.token = old.id;
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.hash_of(token text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select sha256(convert_to(token, 'UTF8'))
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.hats_of(of_login uuid, worn uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
  begin
    return coalesce((
      select jsonb_agg(jsonb_build_object('mandate', m.id, 'person', m.person, 'role', m.role, 'title', m.title, 'party', m.party,
          'party_name', y.name, 'partnership', p.id, 'partnership_slug', p.slug, 'partnership_name', p.name, 'worn', coalesce(m.id = worn, false),
          'needs_factor', accounts.needs_factor(m.role))
        order by p.slug, lower(m.valid), m.id)
      from accounts.login_person l
        join directory.mandate m on m.person = l.person
        join directory.partnership p on p.id = m.partnership
        left join directory.party y on y.id = m.party
      where l.login = of_login and m.valid @> (select platform.today())), '[]');
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.hold_factor()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    if exists (select from directory.mandate m where m.id = new.mandate and accounts.needs_factor(m.role))
      and not exists (select from auth.proof p where p.session = new.session and p.factor) then
      raise exception 'this capacity needs a second factor' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.hold_factor_of_token()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    if exists (select from directory.mandate m where m.id = new.mandate and accounts.needs_factor(m.role))
      and not exists (select from auth.second_factor f where f.login = new.login and f.confirmed_at is not null) then
      raise exception 'this capacity needs a second factor' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.hold_walls(of_partnership uuid, to_change boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    if to_change then perform pg_advisory_xact_lock(hashtextextended('walls of ' || of_partnership, 0));
    else perform pg_advisory_xact_lock_shared(hashtextextended('walls of ' || of_partnership, 0)); end if;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.invitation_of(token text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select jsonb_build_object('id', i.id, 'email', i.email, 'name', p.full_name, 'title', m.title, 'party_name', y.name, 'partnership_slug', s.slug,
    'partnership_name', s.name, 'mandate', m.id, 'lang', i.lang,
    'known', exists (select from auth."user" u where u."email" = i.email),
    'state', case when i.accepted_at is not null then 'used' when i.expires_at <= pg_catalog.now() then 'expired'
      when i.token_hash <> accounts.hash_of(token) then 'replaced' else 'open' end)
  from accounts.invitation i join directory.person p on p.id = i.person join directory.mandate m on m.id = i.mandate
    join directory.partnership s on s.id = p.partnership left join directory.party y on y.id = m.party
  where (i.token_hash = accounts.hash_of(token) or i.earlier @> array[accounts.hash_of(token)]) and i.withdrawn_at is null
    and i.invited_at > pg_catalog.now() - interval '30 days' and (upper(m.valid) is null or upper(m.valid) > platform.today()) and not isempty(m.valid)
    and not exists (select from auth."user" u join accounts.login g on g.auth_user = u."id" where u."email" = i.email and g.suspended_at is not null)
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.invitations()
 RETURNS TABLE(id uuid, name text, title jsonb, role text, email text, invited_at timestamp with time zone, expires_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select i.id, p.full_name, m.title, m.role, i.email, i.invited_at, i.expires_at
  from accounts.invitation i join directory.person p on p.id = i.person join directory.mandate m on m.id = i.mandate
  where i.accepted_at is null and i.withdrawn_at is null and accounts.may_invite(i.person) order by i.invited_at desc limit 200
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.invite(of_person uuid, of_mandate uuid, to_email text, in_lang text, new_hash bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare invited uuid;
  begin
    if not accounts.may_invite(of_person) or not exists (select from directory.mandate m where m.id = of_mandate and m.person = of_person) then
      raise exception 'not a person whom who acts may invite' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from accounts.login_person l where l.person = of_person) then return null; end if;
    update accounts.invitation set withdrawn_at = clock_timestamp() where person = of_person and accepted_at is null and withdrawn_at is null;
    insert into accounts.invitation (person, mandate, email, lang, token_hash) values (of_person, of_mandate, lower(to_email), in_lang, new_hash)
      returning id into invited;
    insert into platform.audit (partnership, wall, person, mandate, act, record)
      select p.partnership, p.wall, platform.acting_person(), platform.acting_mandate(), 'accounts.invited', p.id from directory.person p where p.id = of_person;
    return invited;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.make_token(session text, of_mandate uuid, called text, may_write boolean, days integer, new_hash bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare me auth.session; hat record; made accounts.token;
  begin
    me := accounts.session_of(make_token.session);
    -- One at a time for each login, so that the limit holds.
    perform from accounts.login g where g.auth_user = me."userId" and g.suspended_at is null for update;
    if not found then return null; end if;
    select m.id, m.person, m.partnership into hat from directory.mandate m join accounts.login_person l on l.person = m.person
      where m.id = of_mandate and l.login = me."userId" and m.valid @> platform.today();
    if not found or (select count(*) >= 20 from accounts.token k
        where k.login = me."userId" and k.revoked_at is null and k.expires_at > clock_timestamp()) then return null; end if;
    insert into accounts.token (login, mandate, name, writes, token_hash, expires_at)
      values (me."userId", hat.id, called, may_write, new_hash, clock_timestamp() + make_interval(days => make_token.days)) returning * into made;
    insert into platform.audit (partnership, person, mandate, act, record, after) values (hat.partnership, hat.person, hat.id, 'accounts.token-made', made.id,
      jsonb_build_object('name', made.name, 'writes', made.writes, 'expires_at', made.expires_at));
    return made.id;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.may_invite(of_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from directory.person p join directory.mandate a on a.id = platform.acting_mandate()
    where p.id = of_person and p.partnership = platform.acting_partnership() and a.role in ('administrator', 'speaker') and p.owner = any (platform.owns()))
    and platform.acting_token() is null
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.needs_factor(role text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select role in ('speaker', 'secretariat', 'administrator')
    and exists (select from platform.installation i where i.second_factor = 'required')
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.open_recovery(recovery uuid, new_hash bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare asked accounts.recovery; of_login uuid; called text;
  begin
    delete from accounts.recovery r where r.asked_at < pg_catalog.now() - interval '1 day';
    select * into asked from accounts.recovery r where r.id = open_recovery.recovery and r.token_hash is null for update;
    if not found then return null; end if;
    select g.auth_user, u."name" into of_login, called from auth."user" u join accounts.login g on g.auth_user = u."id"
      where u."email" = asked.email and g.suspended_at is null;
    if not found then
      delete from accounts.recovery r where r.id = asked.id;
      return null;
    end if;
    update accounts.recovery r set login = of_login, token_hash = new_hash, expires_at = clock_timestamp() + interval '1 hour' where r.id = asked.id;
    return jsonb_build_object('email', asked.email, 'name', called, 'lang', asked.lang);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.open_token(token text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare held record; hat record; opened record;
  begin
    -- Held until the end, so that a token that is revoked meanwhile, or a login that is suspended, takes this with it.
    select k.id, k.login, k.mandate, k.writes, k.expires_at into held from accounts.token k join accounts.login g on g.auth_user = k.login
      where k.token_hash = sha256(convert_to(open_token.token, 'UTF8')) and k.revoked_at is null and k.expires_at > pg_catalog.now() and g.suspended_at is null
      for no key update of k for share of g;
    if not found then return false; end if;
    perform accounts.hold_walls(m.partnership, false) from directory.mandate m where m.id = held.mandate;
    select m.id, m.person, m.partnership, nullif(upper(m.valid), 'infinity') as ends into hat
      from directory.mandate m join accounts.login_person l on l.person = m.person
      where m.id = held.mandate and l.login = held.login and m.valid @> platform.today();
    if not found then return false; end if;
    select w.sees, w.owns into opened from accounts.walls_of(hat.id) w;
    insert into platform.acting (token_hash, token, person, mandate, partnership, sees, owns, expires)
      values (sha256(convert_to(open_token.token || ':' || hat.id, 'UTF8')), held.id, hat.person, hat.id, hat.partnership, opened.sees,
        case when held.writes then opened.owns else '{}' end,
        least(held.expires_at, pg_catalog.now() + (hat.ends::timestamp at time zone 'UTC' - platform.now())))
      on conflict (token_hash) do update set sees = excluded.sees, owns = excluded.owns, expires = excluded.expires;
    update accounts.token k set used_at = clock_timestamp() where k.id = held.id;
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.own_readers()
 RETURNS TABLE(wall uuid, people integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with own as (select o.id from unnest(platform.owns()) o (id) where platform.lens() is null), reads as (
    select o.id, m.person, m.valid from own o join directory.party y on y.circle = o.id join directory.mandate m on m.party = y.id
    union all
    select o.id, m.person, m.valid from own o join directory.party y on y.circle = o.id join directory.party s on s.parent = y.id join directory.mandate m on m.party = s.id
    union all
    select o.id, m.person, m.valid from own o join directory.organisation_circle g on g.circle = o.id
      join directory.mandate m on m.party = g.party and m.organisation = g.organisation
    union all
    select o.id, m.person, m.valid from own o join directory.circle c on c.circle = o.id join directory.circle_member x on x.circle = c.id and x.left_at is null
      join directory.mandate m on m.id = x.mandate
    union all
    select o.id, m.person, m.valid from own o join directory.circle c on c.circle = o.id join directory.circle_member x on x.circle = c.id and x.left_at is null
      join directory.mandate m on m.party = x.party and m.wall = any (platform.sees()))
  select r.id, count(distinct r.person)::int from reads r where r.valid @> platform.today() group by r.id
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.readers_of(of_wall uuid, on_day date DEFAULT NULL::date)
 RETURNS TABLE(mandate uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select m.id from directory.mandate m
  where of_wall = any (platform.sees()) and m.partnership = platform.acting_partnership() and m.valid @> coalesce(on_day, platform.today())
    and of_wall = any ((select w.sees from accounts.walls_of(m.id, on_day) w)::uuid[])
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.recover(token text, new_password text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare of_login uuid;
  begin
    if not accounts.recovery_open(recover.token) then return false; end if;
    update accounts.recovery r set used_at = clock_timestamp()
      where r.token_hash = accounts.hash_of(recover.token) and r.used_at is null and r.expires_at > clock_timestamp() returning r.login into of_login;
    if not found then return false; end if;
    update accounts.recovery r set used_at = clock_timestamp() where r.login = of_login and r.used_at is null;
    update auth.account a set "password" = new_password, "updatedAt" = clock_timestamp() where a."userId" = of_login and a."providerId" = 'credential';
    delete from auth.session s where s."userId" = of_login;
    insert into platform.audit (act, record) values ('accounts.password-recovered', of_login);
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.recovery_open(token text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from accounts.recovery r join accounts.login g on g.auth_user = r.login
    where r.token_hash = accounts.hash_of(token) and r.used_at is null and r.expires_at > pg_catalog.now() and g.suspended_at is null)
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.remove_second_factor(token text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare me auth.session;
  begin
    me := accounts.session_of(remove_second_factor.token);
    delete from auth.second_factor f where f.login = me."userId";
    if not found then return false; end if;
    update auth.proof p set factor = false from auth.session s where s."id" = p.session and s."userId" = me."userId";
    delete from accounts.worn w using auth.session s, directory.mandate m
      where s."id" = w.session and s."userId" = me."userId" and m.id = w.mandate and accounts.needs_factor(m.role);
    delete from platform.acting a using auth.session s, directory.mandate m
      where s."userId" = me."userId" and a.session_hash = decode(s."token", 'hex') and m.id = a.mandate and accounts.needs_factor(m.role);
    insert into platform.audit (act, record) values ('accounts.second-factor-removed', me."userId");
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.renew_invitation(token text, new_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare renewed uuid;
  begin
    if accounts.invitation_of(renew_invitation.token) ->> 'state' is distinct from 'expired' then return false; end if;
    update accounts.invitation i set earlier = i.earlier || i.token_hash, token_hash = new_hash, expires_at = clock_timestamp() + interval '72 hours'
      where (i.token_hash = accounts.hash_of(renew_invitation.token) or i.earlier @> array[accounts.hash_of(renew_invitation.token)])
        and i.expires_at <= clock_timestamp() and i.accepted_at is null and i.withdrawn_at is null returning i.person into renewed;
    if not found then return false; end if;
    insert into platform.audit (partnership, wall, act, record) select p.partnership, p.wall, 'accounts.invitation-renewed', p.id
      from directory.person p where p.id = renewed;
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.revoke_token(session text, revoked uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare me auth.session; ended accounts.token;
  begin
    me := accounts.session_of(revoke_token.session);
    update accounts.token k set revoked_at = clock_timestamp() where k.id = revoked and k.login = me."userId" and k.revoked_at is null returning * into ended;
    if not found then return false; end if;
    insert into platform.audit (partnership, person, mandate, act, record)
      select m.partnership, m.person, m.id, 'accounts.token-revoked', ended.id from directory.mandate m where m.id = ended.mandate;
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.session_of(token text)
 RETURNS auth.session
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select s from auth.session s join accounts.login g on g.auth_user = s."userId"
  where s."token" = encode(accounts.hash_of(session_of.token), 'hex') and s."expiresAt" > pg_catalog.now() and s."updatedAt" > pg_catalog.now() - interval '8 hours'
    and g.suspended_at is null
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.sessions_of(token text)
 RETURNS TABLE(id uuid, device text, began timestamp with time zone, seen timestamp with time zone, mine boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s."id", s."userAgent", s."createdAt", s."updatedAt", s."id" = me."id" from accounts.session_of(sessions_of.token) me join auth.session s on s."userId" = me."userId"
  where s."expiresAt" > pg_catalog.now() and s."updatedAt" > pg_catalog.now() - interval '8 hours' order by s."updatedAt" desc, s."id" limit 100
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.take_off(token text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare hash text := encode(sha256(convert_to(take_off.token, 'UTF8')), 'hex');
  begin
    delete from accounts.worn w using auth.session s where s."id" = w.session and s."token" = hash;
    delete from platform.acting where session_hash = decode(hash, 'hex');
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.token_is(token text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    return (
      select jsonb_build_object('id', k.id, 'writes', k.writes, 'login', u."id", 'name', u."name", 'mandate', k.mandate, 'hats', accounts.hats_of(u."id", k.mandate),
        'factor', exists (select from auth.second_factor f where f.login = u."id" and f.confirmed_at is not null),
        'open', coalesce(k.used_at > pg_catalog.now() - interval '5 minutes', false) and exists (select from platform.acting a
          where a.token_hash = sha256(convert_to(token_is.token || ':' || k.mandate, 'UTF8')) and a.expires > pg_catalog.now()))
      from accounts.token k join auth."user" u on u."id" = k.login join accounts.login g on g.auth_user = k.login
        join directory.mandate m on m.id = k.mandate join accounts.login_person l on l.login = k.login and l.person = m.person
      where k.token_hash = sha256(convert_to(token_is.token, 'UTF8')) and k.revoked_at is null and k.expires_at > pg_catalog.now()
        and g.suspended_at is null and m.valid @> platform.today());
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.tokens_of(session text)
 RETURNS TABLE(id uuid, name text, writes boolean, title jsonb, party_name jsonb, partnership_name jsonb, made_at timestamp with time zone, expires_at timestamp with time zone, used_at timestamp with time zone, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select k.id, k.name, k.writes, m.title, y.name, p.name, k.made_at, k.expires_at, k.used_at, s.state
  from accounts.session_of(tokens_of.session) me join accounts.token k on k.login = me."userId"
    join directory.mandate m on m.id = k.mandate join directory.partnership p on p.id = m.partnership left join directory.party y on y.id = m.party
    cross join lateral (select case when k.revoked_at is not null then 'revoked' when k.expires_at <= pg_catalog.now() then 'expired'
      when not m.valid @> platform.today() then 'ended' else 'holds' end as state) s
  where coalesce(k.revoked_at, k.expires_at) > pg_catalog.now() - interval '30 days'
  order by s.state <> 'holds', k.made_at desc, k.id limit 100
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.walls_of(of_mandate uuid, on_day date DEFAULT NULL::date, OUT sees uuid[], OUT owns uuid[])
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
  declare
    hat record; everybody uuid; all_parties uuid; joined uuid[]; written uuid[];
  begin
    select m.id, m.partnership, m.role, m.party, y.circle, b.circle as bloc_circle, o.circle as organisation_circle into hat
      from directory.mandate m
        left join directory.party y on y.id = m.party left join directory.party b on b.id = y.parent
        left join directory.organisation_circle o on o.party = m.party and o.organisation = m.organisation
      where m.id = of_mandate and m.valid @> coalesce(on_day, platform.today());
    if not found then return; end if;
    select w.id into strict everybody from platform.wall w where w.partnership = hat.partnership and w.kind = 'public';
    select w.id into strict all_parties from platform.wall w where w.partnership = hat.partnership and w.kind = 'partnership';
    case
      when hat.role in ('administrator', 'secretariat') then sees := array[everybody, all_parties]; owns := array[all_parties];
      when hat.role = 'observer' then sees := array[everybody]; owns := '{}';
      when hat.role in ('speaker', 'focal-point', 'contributor') then
        sees := array_remove(array[everybody, all_parties, hat.bloc_circle, hat.circle, hat.organisation_circle], null);
        owns := array_remove(array[hat.circle, hat.organisation_circle], null);
        select array_agg(c.circle order by c.made_at, c.id), array_agg(c.circle order by c.made_at, c.id) filter (where c.closed_at is null) into joined, written
          from directory.circle c join platform.wall w on w.id = c.circle
          where c.partnership = hat.partnership and w.parent = any (sees) and exists (
            select from directory.circle_member x where x.circle = c.id and (x.mandate = hat.id or x.party = hat.party)
              and case when on_day is null then x.left_at is null
                else x.joined_at < (on_day + 1)::timestamp at time zone 'UTC' and coalesce(x.left_at >= on_day::timestamp at time zone 'UTC', true) end);
        sees := sees || coalesce(joined, '{}');
        owns := owns || coalesce(written, '{}');
    end case;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.wear(token text, mandate uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    alive record; hat record; opened record;
  begin
    -- Held until the end, so that a session revoked meanwhile takes this with it.
    select s."id", s."userId", s."expiresAt", s."token" into alive
      from auth.session s join accounts.login g on g.auth_user = s."userId"
      where s."token" = encode(sha256(convert_to(wear.token, 'UTF8')), 'hex') and s."expiresAt" > pg_catalog.now()
        and s."updatedAt" > pg_catalog.now() - interval '8 hours' and g.suspended_at is null
      for share of s;
    if not found then return false; end if;
    perform accounts.hold_walls(m.partnership, false) from directory.mandate m where m.id = wear.mandate;
    select m.id, m.person, m.partnership, nullif(upper(m.valid), 'infinity') as ends into hat
      from directory.mandate m join accounts.login_person l on l.person = m.person
      where m.id = wear.mandate and l.login = alive."userId" and m.valid @> platform.today();
    if not found then return false; end if;
    select w.sees, w.owns into opened from accounts.walls_of(hat.id) w;
    insert into accounts.worn (session, mandate) values (alive."id", hat.id) on conflict (session) do update set mandate = excluded.mandate;
    insert into platform.acting (token_hash, session_hash, person, mandate, partnership, sees, owns, expires)
      values (sha256(convert_to(wear.token || ':' || hat.id, 'UTF8')), decode(alive."token", 'hex'), hat.person, hat.id, hat.partnership, opened.sees, opened.owns,
        least(alive."expiresAt", pg_catalog.now() + (hat.ends::timestamp at time zone 'UTC' - platform.now())))
      on conflict (token_hash) do update set sees = excluded.sees, owns = excluded.owns, expires = excluded.expires;
    insert into platform.audit (partnership, person, mandate, act) values (hat.partnership, hat.person, hat.id, 'accounts.capacity-worn');
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.who_is(token text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    return (
      select jsonb_build_object('login', u."id", 'name', u."name", 'hats', accounts.hats_of(u."id", w.mandate),
        'person', (select l.person from accounts.login_person l where l.login = u."id" order by l.person limit 1),
        'rested', s."updatedAt" < pg_catalog.now() - interval '5 minutes',
        'factor', exists (select from auth.second_factor f where f.login = u."id" and f.confirmed_at is not null),
        'locked', case when coalesce(p.factor, false) then '[]' else (
          select coalesce(jsonb_agg(r.role), '[]') from unnest(array['speaker', 'secretariat', 'administrator']) r (role) where accounts.needs_factor(r.role)) end,
        'proved_lately', coalesce(p.proved_at > pg_catalog.now() - interval '10 minutes', false))
      from auth.session s
        join auth."user" u on u."id" = s."userId"
        join accounts.login g on g.auth_user = u."id"
        left join accounts.worn w on w.session = s."id"
        left join auth.proof p on p.session = s."id"
      where s."token" = encode(sha256(convert_to(who_is.token, 'UTF8')), 'hex') and s."expiresAt" > pg_catalog.now()
        and s."updatedAt" > pg_catalog.now() - interval '8 hours' and g.suspended_at is null);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION accounts.withdraw_invitation(invitation uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare taken accounts.invitation;
  begin
    update accounts.invitation i set withdrawn_at = clock_timestamp()
      where i.id = withdraw_invitation.invitation and i.accepted_at is null and i.withdrawn_at is null and accounts.may_invite(i.person) returning * into taken;
    if not found then return null; end if;
    insert into platform.audit (partnership, wall, person, mandate, act, record)
      select p.partnership, p.wall, platform.acting_person(), platform.acting_mandate(), 'accounts.invitation-withdrawn', p.id
      from directory.person p where p.id = taken.person;
    return taken.mandate;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION boss.create_queue(queue_name text, options jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    DECLARE
      tablename varchar := CASE WHEN options->>'partition' = 'true'
                            THEN 'j' || encode(sha224(queue_name::bytea), 'hex')
                            ELSE 'job_common'
                            END;
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
        INSERT INTO boss.queue (
          name,
          policy,
          retry_limit,
          retry_delay,
          retry_backoff,
          retry_delay_max,
          expire_seconds,
          retention_seconds,
          deletion_seconds,
          warning_queued,
          dead_letter,
          partition,
          table_name,
          heartbeat_seconds,
          notify,
          created_on,
          updated_on
        )
        VALUES (
          queue_name,
          options->>'policy',
          COALESCE((options->>'retryLimit')::int, 2),
          COALESCE((options->>'retryDelay')::int, 0),
          COALESCE((options->>'retryBackoff')::bool, false),
          (options->>'retryDelayMax')::int,
          COALESCE((options->>'expireInSeconds')::int, 900),
          COALESCE((options->>'retentionSeconds')::int, 1209600),
          COALESCE((options->>'deleteAfterSeconds')::int, 604800),
          COALESCE((options->>'warningQueueSize')::int, 0),
          options->>'deadLetter',
          COALESCE((options->>'partition')::bool, false),
          tablename,
          (options->>'heartbeatSeconds')::int,
          COALESCE((options->>'notify')::bool, false),
          boss.job_now(),
          boss.job_now()
        )
        ON CONFLICT DO NOTHING
        RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL OR options->>'partition' IS DISTINCT FROM 'true' THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE boss.%I (LIKE boss.job INCLUDING DEFAULTS)', tablename);

      EXECUTE boss.job_table_format($cmd$ALTER TABLE boss.job ADD PRIMARY KEY (name, id)$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$ALTER TABLE boss.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES boss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$ALTER TABLE boss.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES boss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);

      EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i11 ON boss.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE UNIQUE INDEX job_i4 ON boss.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i7 ON boss.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i9 ON boss.job (name, id) WHERE blocking AND state = 'completed'$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i12 ON boss.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE UNIQUE INDEX job_i13 ON boss.job (name, singleton_key) WHERE state = 'created' AND upsert_by_key$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i14 ON boss.job (name, state, blocked, start_after) WHERE state IN ('created', 'retry', 'active', 'failed')$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i15 ON boss.job (name, created_on)$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i16 ON boss.job (name, completed_on) WHERE completed_on IS NOT NULL$cmd$, tablename);
      EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i17 ON boss.job (name, singleton_key, created_on) WHERE state < 'active' AND singleton_key IS NOT NULL$cmd$, tablename);

      IF options->>'policy' = 'short' THEN
        EXECUTE boss.job_table_format($cmd$CREATE UNIQUE INDEX job_i1 ON boss.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, tablename);
      ELSIF options->>'policy' = 'singleton' THEN
        EXECUTE boss.job_table_format($cmd$CREATE UNIQUE INDEX job_i2 ON boss.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, tablename);
      ELSIF options->>'policy' = 'stately' THEN
        EXECUTE boss.job_table_format($cmd$CREATE UNIQUE INDEX job_i3 ON boss.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, tablename);
      ELSIF options->>'policy' = 'exclusive' THEN
        EXECUTE boss.job_table_format($cmd$CREATE UNIQUE INDEX job_i6 ON boss.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, tablename);
      ELSIF options->>'policy' = 'key_strict_fifo' THEN
        EXECUTE boss.job_table_format($cmd$CREATE UNIQUE INDEX job_i8 ON boss.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE boss.job_table_format($cmd$CREATE INDEX job_i10 ON boss.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE boss.job_table_format($cmd$ALTER TABLE boss.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, tablename);
      END IF;

      EXECUTE format('ALTER TABLE boss.%I ADD CONSTRAINT cjc CHECK (name=%L)', tablename, queue_name);
      EXECUTE format('ALTER TABLE boss.job ATTACH PARTITION boss.%I FOR VALUES IN (%L)', tablename, queue_name);
    END;
    $function$
 -- ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION boss.delete_queue(queue_name text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    DECLARE
      v_table varchar;
      v_partition bool;
    BEGIN

      SELECT table_name, partition
      FROM boss.queue
      WHERE name = queue_name
      INTO v_table, v_partition;

      IF v_partition THEN
        EXECUTE format('DROP TABLE IF EXISTS boss.%I', v_table);
      ELSE
        EXECUTE format('DELETE FROM boss.%I WHERE name = %L', v_table, queue_name);
      END IF;

      DELETE FROM boss.queue WHERE name = queue_name;
    END;
    $function$
 -- ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION boss.job_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
      SELECT pg_catalog.now();
    $function$
 -- ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION boss.job_table_format(command text, table_name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
      SELECT format(
        regexp_replace(
          regexp_replace(command, '\.job\y', '.%1$I', 'g'),
          '\yjob_i(\d+)', '%1$s_i\1', 'g'
        ),
        table_name
      );
    $function$
 -- ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION boss.job_table_run(command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    DECLARE
      tbl RECORD;
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM boss.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        EXECUTE boss.job_table_format(command, tbl_name);
        RETURN;
      END IF;

      EXECUTE boss.job_table_format(command, 'job_common');

      FOR tbl IN SELECT table_name FROM boss.queue WHERE partition = true
      LOOP
        EXECUTE boss.job_table_format(command, tbl.table_name);
      END LOOP;
    END;
    $function$
 -- ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION boss.job_table_run_async(command_name text, version integer, command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM boss.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        INSERT INTO boss.bam (name, version, status, queue, table_name, command)
        VALUES (
          command_name,
          version,
          'pending',
          queue_name,
          tbl_name,
          boss.job_table_format(command, tbl_name)
        );
        RETURN;
      END IF;

      INSERT INTO boss.bam (name, version, status, queue, table_name, command)
      SELECT
        command_name,
        version,
        'pending',
        NULL,
        'job_common',
        boss.job_table_format(command, 'job_common')
      UNION ALL
      SELECT
        command_name,
        version,
        'pending',
        queue.name,
        queue.table_name,
        boss.job_table_format(command, queue.table_name)
      FROM boss.queue
      WHERE partition = true;
    END;
    $function$
 -- ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.acknowledge(received uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare of_proposition concurrence.proposition := concurrence.held_open(received); me directory.mandate; own uuid;
  begin
    select m.party into own from directory.mandate m where m.id = platform.acting_mandate();
    if not exists (select from concurrence.seat s where s.proposition = received and s.party = own) then
      raise exception 'only its own speaker acts for a seat' using errcode = 'insufficient_privilege';
    end if;
    me := concurrence.speaker_of(own);
    update concurrence.seat s set acknowledged_at = platform.now(), acknowledged_by = me.id
      where s.proposition = received and s.party = own and s.acknowledged_at is null;
    if not found then return false; end if;
    perform concurrence.note(of_proposition, 'concurrence.acknowledged', null, jsonb_build_object('party', own));
    return true;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.carry(of_item concurrence.item)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  declare kind text; outcome text;
  begin
    begin
      outcome := case when concurrence.words_of(of_item.subject, of_item.wall) = of_item.shown then 'carried' else 'superseded' end;
    exception
      -- Its words hold something narrower by now: not what was shown.
      when check_violation then outcome := 'superseded';
    end;
    update concurrence.item i set state = outcome where i.proposition = of_item.proposition and i.position = of_item.position and i.state = 'open';
    if outcome = 'carried' then
      select r.kind into kind from platform.record r where r.id = of_item.subject;
      execute format('select %s($1, $2)', concurrence.hook(kind, 'carried')) using of_item.subject, of_item.proposition;
    end if;
    return outcome;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.check_deadline(wanted timestamp with time zone, zone text, seats uuid[])
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
  declare short text;
  begin
    if not exists (select from pg_catalog.pg_timezone_names z where z.name = zone) then
      raise exception 'no such time zone' using errcode = 'invalid_parameter_value';
    end if;
    if wanted > platform.now() + interval '400 days' then raise exception 'too far away' using errcode = 'datetime_field_overflow'; end if;
    select y.slug into short from unnest(seats) s join directory.party y on y.id = s
      where concurrence.working_time(s, platform.now(), wanted, zone) < interval '24 hours' order by y.protocol_order limit 1;
    if found then raise exception 'too early for %', short using errcode = 'check_violation', detail = short; end if;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.close(closed concurrence.proposition, ended text, why text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  declare whole text; proof jsonb;
  begin
    update concurrence.item i set state = ended where i.proposition = closed.id and i.state = 'open';
    -- Carried where anything was; otherwise what became of the first item.
    select case when bool_or(i.state = 'carried') then 'carried' else (array_agg(i.state order by i.position))[1] end into whole
      from concurrence.item i where i.proposition = closed.id;
    update concurrence.proposition p set state = whole, closed_at = platform.now(), closed_reason = why where p.id = closed.id and p.state = 'open';
    if not found then raise exception 'closed twice' using errcode = 'object_not_in_prerequisite_state'; end if;
    select jsonb_strip_nulls(jsonb_build_object(
      'type', 'entente.concurrence.closed', 'format', 1, 'proposition', p.id, 'reference', p.reference, 'partnership', s.slug, 'title', r.title, 'lang', r.lang,
      'bloc', (select y.slug from directory.party y where y.id = p.bloc), 'act', p.act, 'procedure', p.procedure, 'reason', p.reason, 'state', p.state,
      'opened', concurrence.instant(p.opened_at), 'deadline', concurrence.instant(p.deadline), 'zone', p.zone, 'closed', concurrence.instant(p.closed_at),
      'closedReason', p.closed_reason,
      'seats', (select jsonb_agg(jsonb_build_object('party', y.slug, 'name', y.name, 'acknowledged', concurrence.instant(t.acknowledged_at)) order by t.position)
        from concurrence.seat t join directory.party y on y.id = t.party where t.proposition = p.id),
      'items', (select jsonb_agg(jsonb_build_object('subject', i.subject, 'kind', k.kind, 'version', i.version, 'state', i.state, 'sha256', encode(i.sha256, 'hex'),
          'positions', (select coalesce(jsonb_agg(jsonb_build_object('party', y.slug, 'stance', o.stance, 'reason', o.reason, 'counter', o.counter,
              'at', concurrence.instant(o.taken_at), 'by', o.spoke) order by o.id), '[]')
            from concurrence.position o join directory.party y on y.id = o.party where o.proposition = p.id and o.item = i.position)) order by i.position)
        from concurrence.item i join platform.record k on k.id = i.subject where i.proposition = p.id))) into proof
      from concurrence.proposition p join platform.record r on r.id = p.id join directory.partnership s on s.id = p.partnership where p.id = closed.id;
    insert into concurrence.closing (proposition, event, wall) values (closed.id, platform.canonical(proof), closed.wall);
    update platform.record r set version = r.version + 1, changed_at = platform.now() where r.id = closed.id;
    perform concurrence.note(closed, 'concurrence.closed', jsonb_build_object('state', 'open'), jsonb_build_object('state', whole));
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.close_due(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare due concurrence.proposition; one concurrence.item; done int := 0; silent boolean; seen uuid[] := '{}';
  begin
    loop
      exit when done >= most;
      -- The lock is only for those who close: each takes another. What happens to a proposition meanwhile is waited for below.
      select p.* into due from concurrence.proposition p
        where p.state = 'open' and p.deadline <= platform.now() and p.id <> all (seen) and pg_try_advisory_xact_lock(hashtextextended('closing ' || p.id, 0))
        order by p.deadline, p.id limit 1;
      exit when not found;
      seen := seen || due.id;
      perform concurrence.hold_subjects(due.id);
      select p.* into due from concurrence.proposition p where p.id = due.id and p.state = 'open' and p.deadline <= platform.now() for update;
      continue when not found;
      silent := due.procedure = 'silence' and not exists (select from concurrence.seat s where s.proposition = due.id and s.acknowledged_at is null);
      if silent then
        for one in select i.* from concurrence.item i where i.proposition = due.id and i.state = 'open' order by i.position loop
          if not exists (select from concurrence.seat s where s.proposition = due.id and concurrence.newest_stance(one, s.party) <> 'concur') then
            perform concurrence.carry(one);
          end if;
        end loop;
      end if;
      perform concurrence.close(due, 'lapsed', null);
      done := done + 1;
    end loop;
    return done;
  end
$function$
 -- ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.extend(extended uuid, new_deadline timestamp with time zone, why text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare open_one concurrence.proposition := concurrence.held_open(extended);
  begin
    if open_one.owner <> all (platform.owns()) then raise exception 'only who proposed extends' using errcode = 'insufficient_privilege'; end if;
    if open_one.deadline is null or new_deadline <= open_one.deadline then raise exception 'not later' using errcode = 'check_violation'; end if;
    if new_deadline > platform.now() + interval '400 days' then raise exception 'too far away' using errcode = 'datetime_field_overflow'; end if;
    insert into concurrence.extension (proposition, number, before, after, reason, by_mandate, wall)
      select extended, count(*) + 1, open_one.deadline, new_deadline, why, platform.acting_mandate(), open_one.wall
      from concurrence.extension e where e.proposition = extended;
    update concurrence.proposition p set deadline = new_deadline where p.id = extended;
    perform concurrence.note(open_one, 'concurrence.extended', jsonb_build_object('deadline', open_one.deadline), jsonb_build_object('deadline', new_deadline, 'reason', why));
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.held(wanted uuid)
 RETURNS concurrence.proposition
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  declare found_one concurrence.proposition;
  begin
    perform concurrence.hold_subjects(wanted);
    select p.* into found_one from concurrence.proposition p where p.id = wanted and p.wall = any (platform.sees()) for update;
    if not found then raise exception 'no such proposition' using errcode = 'no_data_found'; end if;
    return found_one;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.held_open(wanted uuid)
 RETURNS concurrence.proposition
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  declare found_one concurrence.proposition := concurrence.held(wanted);
  begin
    if found_one.state <> 'open' or found_one.deadline <= platform.now() then
      raise exception 'the proposition is closed' using errcode = 'object_not_in_prerequisite_state';
    end if;
    return found_one;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.hold_subjects(of_proposition uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    perform from platform.record r where r.id in (select i.subject from concurrence.item i where i.proposition = of_proposition) order by r.id for update;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.hook(kind text, verb text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
  declare
    name text := format('%I.%I', split_part(kind, '.', 1), verb || '_' || replace(split_part(kind, '.', 2), '-', '_'));
  begin
    if to_regproc(name) is null then raise exception 'nothing of this kind is put to the seats' using errcode = 'check_violation'; end if;
    return name;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.instant(moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.newest_stance(of_item concurrence.item, of_party uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select o.stance from concurrence.position o
    where o.proposition = of_item.proposition and o.item = of_item.position and o.party = of_party order by o.id desc limit 1
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.note(done concurrence.proposition, act text, before jsonb, after jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    insert into platform.audit (partnership, wall, person, mandate, act, record, before, after)
      values (done.partnership, done.wall, platform.acting_person(), platform.acting_mandate(), act, done.id, before, after);
    insert into platform.outbox (event, partnership, payload) values (act, done.partnership, jsonb_build_object('proposition', done.id));
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.open(of_bloc uuid, new_act text, new_procedure text, new_title text, in_lang text, new_reason text, in_zone text, new_deadline timestamp with time zone, subjects uuid[])
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    me directory.mandate; around uuid; mine uuid; seats uuid[]; made concurrence.proposition; each record; opened uuid := gen_random_uuid();
  begin
    select m.* into me from directory.mandate m where m.id = platform.acting_mandate() and m.valid @> platform.today() and platform.acting_token() is null;
    if of_bloc is null then
      select w.id into strict around from platform.wall w where w.partnership = me.partnership and w.kind = 'partnership';
      if not (me.role = 'secretariat' or me.role = 'speaker' and exists (select from directory.party y where y.id = me.party and y.parent is null)) then
        raise exception 'not one who may propose' using errcode = 'insufficient_privilege';
      end if;
    else
      select y.circle into around from directory.party y where y.id = of_bloc and y.kind = 'bloc' and y.partnership = me.partnership;
      if me.role <> 'speaker' or me.party is distinct from of_bloc then raise exception 'not one who may propose' using errcode = 'insufficient_privilege'; end if;
    end if;
    if me.id is null or around is null or around <> all (platform.sees()) then raise exception 'not one who may propose' using errcode = 'insufficient_privilege'; end if;
    mine := case when me.role = 'secretariat' then around else (select y.circle from directory.party y where y.id = me.party) end;
    select array_agg(y.id order by y.protocol_order) into seats from directory.party y
      where y.partnership = me.partnership and y.parent is not distinct from of_bloc and y.valid @> platform.today();
    if coalesce(cardinality(seats), 0) < 2 then raise exception 'there are not two seats' using errcode = 'check_violation'; end if;
    if cardinality(subjects) not between 1 and 500 then raise exception 'between one subject and five hundred' using errcode = 'check_violation'; end if;
    if new_procedure = 'silence' then perform concurrence.check_deadline(new_deadline, in_zone, seats);
    elsif new_deadline <= platform.now() then raise exception 'too early' using errcode = 'check_violation'; end if;
    insert into platform.record (id, partnership, kind, wall, owner, title, lang)
      values (opened, me.partnership, 'concurrence.proposition', around, mine, new_title, in_lang);
    perform pg_advisory_xact_lock(hashtextextended('propositions on ' || around, 0));
    insert into concurrence.proposition (id, partnership, wall, owner, reference, bloc, act, procedure, reason, zone, deadline)
      values (opened, me.partnership, around, mine, concat_ws('-', (select y.slug from directory.party y where y.id = of_bloc), to_char(platform.today(), 'YYYY'),
        (select count(*) + 1 from concurrence.proposition p where p.wall = around and to_char(p.opened_at at time zone 'UTC', 'YYYY') = to_char(platform.today(), 'YYYY'))), of_bloc, new_act, new_procedure, new_reason, in_zone, new_deadline) returning * into made;
    insert into concurrence.seat (proposition, party, position, wall) select opened, s.id, s.n, around from unnest(seats) with ordinality s (id, n);
    for each in select r.id, r.kind, r.version, s.n from unnest(subjects) with ordinality s (id, n)
        left join platform.record r on r.id = s.id and r.partnership = me.partnership and r.wall = any (platform.sees()) and platform.is_within(around, r.wall)
        order by s.n
    loop
      if each.id is null then raise exception 'no such subject' using errcode = 'no_data_found'; end if;
      declare acts text[];
      begin
        execute format('select %s()', concurrence.hook(each.kind, 'acts_on')) into acts;
        if new_act <> all (acts) then raise exception 'not an act for this kind of subject' using errcode = 'check_violation'; end if;
      end;
      insert into concurrence.item (proposition, position, subject, version, shown, wall)
        values (opened, each.n, each.id, each.version, concurrence.words_of(each.id, around), around);
    end loop;
    perform concurrence.note(made, 'concurrence.opened', null, jsonb_build_object('act', new_act, 'procedure', new_procedure, 'deadline', new_deadline, 'items', cardinality(subjects)));
    return opened;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.shown_together(of_proposition uuid, on_item integer)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select sha256(string_agg(i.sha256, ''::bytea order by i.position)) from concurrence.item i
    where i.proposition = of_proposition and i.state = 'open' and (on_item is null or i.position = on_item)
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.speaker_of(of_party uuid)
 RETURNS directory.mandate
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
  declare speaking directory.mandate;
  begin
    select m.* into speaking from directory.mandate m
      where m.id = platform.acting_mandate() and m.role = 'speaker' and m.party = of_party and m.valid @> platform.today()
        and platform.acting_token() is null;
    if not found then raise exception 'only its own speaker acts for a seat' using errcode = 'insufficient_privilege'; end if;
    return speaking;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.subject_changed(changed uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare one concurrence.item; of_proposition concurrence.proposition; ended int := 0; same boolean;
  begin
    perform from platform.record r where r.id = changed for update;
    for one in select i.* from concurrence.item i where i.subject = changed and i.state = 'open' order by i.proposition loop
      select p.* into of_proposition from concurrence.proposition p where p.id = one.proposition and p.state = 'open' for update;
      if not found then continue; end if;
      begin
        same := concurrence.words_of(changed, one.wall) = one.shown;
      exception
        when check_violation then same := false;
      end;
      if same then continue; end if;
      update concurrence.item i set state = 'superseded' where i.proposition = one.proposition and i.position = one.position and i.state = 'open';
      ended := ended + 1;
      if not exists (select from concurrence.item i where i.proposition = one.proposition and i.state = 'open') then
        perform concurrence.close(of_proposition, 'superseded', null);
      end if;
    end loop;
    return ended;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.take(of_proposition uuid, on_item integer, new_stance text, new_reason text, new_counter text, seen_words bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    open_one concurrence.proposition := concurrence.held_open(of_proposition); me directory.mandate; own uuid; one concurrence.item; spoken jsonb; taken int := 0;
  begin
    select m.party into own from directory.mandate m where m.id = platform.acting_mandate();
    if not exists (select from concurrence.seat s where s.proposition = of_proposition and s.party = own) then
      raise exception 'only its own speaker acts for a seat' using errcode = 'insufficient_privilege';
    end if;
    me := concurrence.speaker_of(own);
    if seen_words is distinct from concurrence.shown_together(of_proposition, on_item) then
      raise exception 'not the words that are put' using errcode = 'serialization_failure', detail = 'other words';
    end if;
    select jsonb_build_object('name', p.full_name, 'title', me.title) into spoken from directory.person p where p.id = me.person;
    update concurrence.seat s set acknowledged_at = platform.now(), acknowledged_by = me.id
      where s.proposition = of_proposition and s.party = own and s.acknowledged_at is null;
    for one in select i.* from concurrence.item i
        where i.proposition = of_proposition and i.state = 'open' and (on_item is null or i.position = on_item) order by i.position for update
    loop
      insert into concurrence.position (proposition, item, party, stance, reason, counter, seen, taken_by, spoke, wall)
        values (of_proposition, one.position, own, new_stance, new_reason, new_counter, one.sha256, me.id, spoken, open_one.wall);
      taken := taken + 1;
      if open_one.procedure = 'silence' and new_stance in ('object', 'counter') then
        update concurrence.item i set state = 'broken' where i.proposition = of_proposition and i.position = one.position;
      elsif open_one.procedure = 'express' and not exists (select from concurrence.seat s
          where s.proposition = of_proposition and concurrence.newest_stance(one, s.party) is distinct from 'concur') then
        perform concurrence.carry(one);
      end if;
    end loop;
    if taken = 0 then raise exception 'the item is closed' using errcode = 'object_not_in_prerequisite_state'; end if;
    perform concurrence.note(open_one, 'concurrence.position-taken', null,
      jsonb_build_object('party', own, 'stance', new_stance, 'item', on_item));
    if not exists (select from concurrence.item i where i.proposition = of_proposition and i.state = 'open') then
      perform concurrence.close(open_one, 'lapsed', null);
    end if;
    return (select p.state from concurrence.proposition p where p.id = of_proposition);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.withdraw(withdrawn uuid, why text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare open_one concurrence.proposition := concurrence.held(withdrawn);
  begin
    if open_one.state <> 'open' then raise exception 'the proposition is closed' using errcode = 'object_not_in_prerequisite_state'; end if;
    if open_one.owner <> all (platform.owns()) then raise exception 'only who proposed withdraws' using errcode = 'insufficient_privilege'; end if;
    perform concurrence.close(open_one, 'withdrawn', why);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.words_of(subject uuid, to_wall uuid)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  declare kind text; words text;
  begin
    select r.kind into strict kind from platform.record r where r.id = subject;
    execute format('select %s($1, $2)', concurrence.hook(kind, 'shown')) into words using subject, to_wall;
    return words;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION concurrence.working_time(of_party uuid, since timestamp with time zone, until timestamp with time zone, zone text)
 RETURNS interval
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(sum(least(until, (d.day + 1)::timestamp at time zone zone) - greatest(since, d.day::timestamp at time zone zone)), interval '0')
  from (select (since at time zone zone)::date + n as day from generate_series(0, (until at time zone zone)::date - (since at time zone zone)::date) n) d
  where extract(isodow from d.day)::smallint <> all (coalesce((select w.free from concurrence.week w where w.party = of_party), array[6, 7]::smallint[]))
    and not exists (select from concurrence.free_day f where f.party = of_party and f.day = d.day)
    and least(until, (d.day + 1)::timestamp at time zone zone) > greatest(since, d.day::timestamp at time zone zone)
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.acts_as(wanted_role text, in_partnership uuid, for_party uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from directory.mandate m where m.id = platform.acting_mandate() and m.role = wanted_role and m.partnership = in_partnership
    and m.party is not distinct from for_party)
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.circle_of_organisation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare own_circle uuid;
  begin
    if new.party is null or new.organisation is null then return null; end if;
    -- Two first mandates at once make one circle.
    perform pg_advisory_xact_lock(hashtextextended(new.party::text || new.organisation, 0));
    if exists (select from directory.organisation_circle o where o.party = new.party and o.organisation = new.organisation) then return null; end if;
    insert into platform.wall (partnership, kind, parent) select y.partnership, 'organisation', y.circle from directory.party y where y.id = new.party
      returning id into own_circle;
    insert into directory.organisation_circle (party, organisation, circle, wall) values (new.party, new.organisation, own_circle, own_circle);
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.circle_to_mind(wanted uuid)
 RETURNS directory.circle
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  declare found_one directory.circle;
  begin
    select c.* into found_one from directory.circle c
      where c.id = wanted and c.partnership = platform.acting_partnership() and exists (
        select from directory.mandate m join directory.party y on y.id = m.party
          where m.id = platform.acting_mandate() and y.circle = c.owner
            and (m.role = 'speaker' or m.role = 'focal-point' and c.circle = any (platform.sees())))
      for update;
    if not found then raise exception 'no such circle' using errcode = 'no_data_found'; end if;
    return found_one;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.circles_of_seat(of_wall uuid)
 RETURNS TABLE(wall uuid, closed boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select c.circle, c.closed_at is not null from directory.party y join directory.circle_member x on x.party = y.id and x.left_at is null
    join directory.circle c on c.id = x.circle where y.circle = of_wall order by c.made_at, c.id
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.circles_to_mind()
 RETURNS TABLE(id uuid, name text, made_at timestamp with time zone, closed_at timestamp with time zone, members integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.id, c.name, c.made_at, c.closed_at, (select count(*)::int from directory.circle_member x where x.circle = c.id and x.left_at is null)
  from directory.mandate m join directory.party y on y.id = m.party join directory.circle c on c.owner = y.circle
  where m.id = platform.acting_mandate() and m.role = 'speaker' and c.circle <> all (platform.sees())
  order by c.made_at, c.id limit 500
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.close_circle(closing uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare minded directory.circle := directory.circle_to_mind(closing);
  begin
    if minded.closed_at is not null then return; end if;
    update directory.circle c set closed_at = platform.now(), closed_by = platform.acting_mandate() where c.id = closing;
    perform directory.note_circle(minded, 'directory.circle-closed', null, null, null);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.found_partnership(new_slug text, new_name jsonb, new_description jsonb, new_order text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare founded uuid; open_wall uuid;
  begin
    insert into directory.partnership (slug, name, description, party_order) values (new_slug, new_name, new_description, new_order) returning id into founded;
    insert into platform.wall (partnership, kind) values (founded, 'public') returning id into open_wall;
    insert into platform.wall (partnership, kind, parent) values (founded, 'partnership', open_wall);
    insert into platform.acting (token_hash, partnership, sees, owns, expires)
      values (sha256(convert_to('visitor:' || founded, 'UTF8')), founded, array[open_wall], '{}', 'infinity');
    insert into platform.audit (partnership, wall, act, record) values (founded, open_wall, 'directory.partnership-founded', founded);
    return founded;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.join_circle(joined uuid, of_mandate uuid, of_party uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare minded directory.circle := directory.circle_to_mind(joined); around uuid; seat record; added uuid;
  begin
    if minded.closed_at is not null then raise exception 'the circle is closed' using errcode = 'object_not_in_prerequisite_state'; end if;
    select w.parent into around from platform.wall w where w.id = minded.circle;
    select y.id, y.circle, b.circle as bloc_circle into seat from directory.party y left join directory.party b on b.id = y.parent
      where y.partnership = minded.partnership and y.wall = any (platform.sees()) and y.id = coalesce(of_party, (
        select m.party from directory.mandate m where m.id = of_mandate and m.partnership = minded.partnership and m.wall = any (platform.sees())
          and m.valid @> platform.today()));
    if not found then raise exception 'no such member' using errcode = 'no_data_found'; end if;
    if seat.circle is distinct from around and seat.bloc_circle is distinct from around
        and not exists (select from platform.wall w where w.id = around and w.kind = 'partnership') then
      raise exception 'the circle is for one side only' using errcode = 'check_violation', constraint = 'one_side';
    end if;
    if of_mandate is not null and not (select platform.is_within(around, m.wall) from directory.mandate m where m.id = of_mandate) then
      raise exception 'not everybody would see who this is' using errcode = 'check_violation', constraint = 'known_to_all';
    end if;
    insert into directory.circle_member (circle, mandate, party, joined_by, wall)
      values (minded.id, of_mandate, of_party, platform.acting_mandate(), minded.circle) on conflict do nothing returning id into added;
    if added is null then return; end if;
    perform directory.note_circle(minded, 'directory.circle-joined', added, null, jsonb_strip_nulls(jsonb_build_object('mandate', of_mandate, 'party', of_party)));
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.leave_circle(leaving uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare gone directory.circle_member; left_one directory.circle;
  begin
    select x.* into gone from directory.circle_member x join directory.circle c on c.id = x.circle
      where x.id = leaving and x.left_at is null and c.partnership = platform.acting_partnership() for update of x;
    if not found then raise exception 'no such member' using errcode = 'no_data_found'; end if;
    if gone.mandate is not distinct from platform.acting_mandate() or exists (
        select from directory.mandate m where m.id = platform.acting_mandate() and m.party = gone.party and m.role = 'speaker') then
      select c.* into left_one from directory.circle c where c.id = gone.circle;
    else
      left_one := directory.circle_to_mind(gone.circle);
    end if;
    update directory.circle_member x set left_at = greatest(platform.now(), x.joined_at), left_by = platform.acting_mandate() where x.id = leaving;
    perform directory.note_circle(left_one, 'directory.circle-left', leaving, jsonb_strip_nulls(jsonb_build_object('mandate', gone.mandate, 'party', gone.party)), null);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.make_circle(new_name text, inside text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare own record; made directory.circle; own_wall uuid;
  begin
    select m.id, m.partnership, y.circle into own from directory.mandate m join directory.party y on y.id = m.party
      where m.id = platform.acting_mandate() and m.role in ('speaker', 'focal-point') and m.valid @> platform.today();
    if not found then raise exception 'only who acts for a party makes a circle' using errcode = 'insufficient_privilege'; end if;
    insert into platform.wall (partnership, kind, parent) values (own.partnership, 'group', case inside
        when 'side' then own.circle
        else (select w.id from platform.wall w where w.partnership = own.partnership and w.kind = 'partnership') end)
      returning id into own_wall;
    insert into directory.circle (partnership, circle, name, made_by, wall, owner) values (own.partnership, own_wall, new_name, own.id, own_wall, own.circle)
      returning * into made;
    insert into directory.circle_member (circle, mandate, joined_by, wall) values (made.id, own.id, own.id, own_wall);
    perform directory.note_circle(made, 'directory.circle-made', null, null, jsonb_build_object('name', new_name, 'inside', inside));
    return made.id;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.note_circle(done directory.circle, act text, member uuid, before jsonb, after jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    insert into platform.audit (partnership, wall, person, mandate, act, record, before, after)
      values (done.partnership, done.circle, platform.acting_person(), platform.acting_mandate(), act, done.id, before, after);
    insert into platform.outbox (event, partnership, payload)
      values (act, done.partnership, jsonb_strip_nulls(jsonb_build_object('circle', done.id, 'member', member)));
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.rename_circle(renamed uuid, new_name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare minded directory.circle := directory.circle_to_mind(renamed);
  begin
    if minded.name = new_name then return; end if;
    update directory.circle c set name = new_name where c.id = renamed;
    perform directory.note_circle(minded, 'directory.circle-renamed', null, jsonb_build_object('name', minded.name), jsonb_build_object('name', new_name));
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION directory.seat_party(in_partnership uuid, in_bloc uuid, new_kind text, new_slug text, new_name jsonb, new_formal_name jsonb, new_iso2 text, new_order integer, new_colour integer, new_valid daterange, new_source text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare seated uuid; open_wall uuid; around uuid; own_circle uuid;
  begin
    if current_setting('role') <> 'ent_owner' and not exists (select from directory.mandate m
        where m.id = platform.acting_mandate() and m.partnership = in_partnership and m.role = 'administrator') then
      raise exception 'only an administrator of this partnership seats a party' using errcode = 'insufficient_privilege';
    end if;
    select w.id into strict open_wall from platform.wall w where w.partnership = in_partnership and w.kind = 'public';
    if in_bloc is null then
      select w.id into strict around from platform.wall w where w.partnership = in_partnership and w.kind = 'partnership';
    else
      select y.circle into around from directory.party y where y.id = in_bloc and y.partnership = in_partnership and y.kind = 'bloc' and y.parent is null;
      if not found then raise exception 'no such bloc in this partnership' using errcode = 'no_data_found'; end if;
    end if;
    insert into platform.wall (partnership, kind, parent) values (in_partnership, case when in_bloc is null then 'party' else 'member' end, around)
      returning id into own_circle;
    insert into directory.party (partnership, parent, kind, circle, wall, owner, protocol_order, slug, name, formal_name, iso2, colour, valid, source)
      values (in_partnership, in_bloc, new_kind, own_circle, open_wall, own_circle, new_order, new_slug, new_name, new_formal_name, new_iso2,
        new_colour, coalesce(new_valid, daterange(null, null)), new_source)
      returning id into seated;
    insert into platform.audit (partnership, wall, person, mandate, act, record, after)
      values (in_partnership, open_wall, (platform.acting_row()).person, platform.acting_mandate(), 'directory.party-seated', seated,
        jsonb_build_object('slug', new_slug, 'kind', new_kind, 'bloc', in_bloc));
    insert into platform.outbox (event, partnership, payload) values ('directory.party-seated', in_partnership, jsonb_build_object('party', seated));
    return seated;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION discuss.follow(wanted uuid, follows boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare who uuid := platform.acting_person();
  begin
    if who is null then raise exception 'nobody acts' using errcode = 'insufficient_privilege'; end if;
    if not exists (select from platform.record r where r.id = wanted and r.wall = any (platform.sees()) and r.partnership = platform.acting_partnership()) then
      raise exception 'no such record' using errcode = 'no_data_found';
    end if;
    if follows then insert into discuss.follow (person, record) values (who, wanted) on conflict do nothing;
    else delete from discuss.follow f where f.person = who and f.record = wanted; end if;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION discuss.followed()
 RETURNS TABLE(record uuid, since timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select f.record, f.since from discuss.follow f where f.person = platform.acting_person()
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION discuss.see_mentions(comments uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into discuss.seen (person, comment) select distinct m.person, m.comment from discuss.mention m
    where m.person = platform.acting_person() and m.comment = any (comments) and m.wall = any (platform.sees()) on conflict do nothing
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION discuss.seen_mentions()
 RETURNS TABLE(comment uuid, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.comment, s.at from discuss.seen s where s.person = platform.acting_person()
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION knowledge.end_reading(file uuid, ended text, why text, counted text, count integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare done record;
  begin
    if platform.acting_person() is not null then raise exception 'only a job reads files'; end if;
    update knowledge.file f set state = ended, trouble = why, unit = counted, pages = count, read_at = platform.now()
      where f.attachment = end_reading.file and f.state = 'waiting' returning f.document, f.number, f.wall into done;
    if not found then return; end if;
    if exists (select from knowledge.document d where d.id = done.document and d.file_number = done.number) then
      perform knowledge.put_in_search(done.document);
    end if;
    insert into platform.audit (partnership, wall, act, record)
      select r.partnership, done.wall, 'knowledge.document-read', r.id from platform.record r where r.id = done.document;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION knowledge.index_document(indexed uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    if not exists (select from knowledge.document d where d.id = indexed and d.wall = any (platform.sees()) and d.owner = any (platform.owns())) then
      raise exception 'no such record' using errcode = 'no_data_found';
    end if;
    perform knowledge.put_in_search(indexed);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION knowledge.move_document(moved uuid, new_wall uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare following uuid[];
  begin
    perform platform.move(moved, new_wall);
    select array_agg(f.attachment) into following from knowledge.file f join knowledge.document d on d.id = f.document
      where d.id = moved and (f.number = d.file_number or not platform.is_within(f.wall, new_wall));
    update platform.attachment a set wall = new_wall where a.id = any (following);
    update knowledge.file f set wall = new_wall where f.attachment = any (following);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION knowledge.put_in_search(indexed uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    delete from platform.search_doc s where s.record = indexed;
    insert into platform.search_doc (record, part, lang, wall, partnership, within, words)
      select r.id, 'document', r.lang, r.wall, r.partnership, r.partnership,
        setweight(to_tsvector(platform.search_config(r.lang), r.title), 'A')
          || setweight(to_tsvector(platform.search_config(r.lang), regexp_replace(a.name, '[._-]+', ' ', 'g')), 'C')
      from platform.record r join knowledge.document d on d.id = r.id join knowledge.file f on f.document = d.id and f.number = d.file_number
        join platform.attachment a on a.id = f.attachment
      where r.id = indexed and d.withdrawn_at is null
      union all
      select r.id, f.unit || ' ' || g.number, r.lang, r.wall, r.partnership, r.partnership, setweight(to_tsvector(platform.search_config(r.lang), g.text), 'B')
      from platform.record r join knowledge.document d on d.id = r.id join knowledge.file f on f.document = d.id and f.number = d.file_number
        join knowledge.page g on g.file = f.attachment
      where r.id = indexed and d.withdrawn_at is null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION knowledge.record_pages(file uuid, stretches jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    if platform.acting_person() is not null then raise exception 'only a job reads files'; end if;
    insert into knowledge.page (file, number, last, wall, text)
      select f.attachment, (s->>'number')::int, (s->>'last')::int, f.wall, s->>'text' from knowledge.file f, jsonb_array_elements(stretches) s
      where f.attachment = record_pages.file and f.state = 'waiting' on conflict do nothing;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION knowledge.take_reading(file uuid)
 RETURNS TABLE(sha256 bytea, type text, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    if platform.acting_person() is not null then raise exception 'only a job reads files'; end if;
    return query select a.sha256, a.type, a.name from knowledge.file f join platform.attachment a on a.id = f.attachment
      where f.attachment = take_reading.file and f.state = 'waiting';
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION plan.acts_on_plan()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$ select array['certified', 'adopted'] $function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION plan.carried_plan(subject uuid, proposition uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    update plan.edition e set adopted_by = proposition, effective = platform.today()
      from plan.node n, plan.plan p where n.plan = subject and p.id = subject and e.node = n.id and e.lang = p.authentic
        and e.edition = (select max(d.edition) from plan.edition d where d.node = n.id and d.lang = p.authentic);
    update plan.plan p set adopted_by = proposition where p.id = subject and p.adopted_by is null;
    if not found then raise exception 'this plan is adopted already'; end if;
    update platform.record r set version = r.version + 1, changed_at = platform.now() where r.id = subject;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION plan.count_nodes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    come text := 'select n.plan, n.parent, n.wall, n.kind, n.promise, 1 from come n';
    gone text := 'select n.plan, n.parent, n.wall, n.kind, n.promise, -1 from gone n';
  begin
    execute format('with recursive up (plan, above, wall, kind, promise, by) as (
        (%s) union all select u.plan, p.parent, u.wall, u.kind, u.promise, u.by from up u join plan.node p on p.id = u.above)
      insert into plan.tally as t (plan, above, wall, kind, promise, count)
        select u.plan, u.above, u.wall, u.kind, u.promise, sum(u.by) from up u group by 1, 2, 3, 4, 5 having sum(u.by) <> 0 order by 1, 2, 3, 4, 5
      on conflict (plan, above, kind, promise, wall) do update set count = t.count + excluded.count',
      case tg_op when 'INSERT' then come when 'DELETE' then gone else gone || ' union all ' || come end);
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION plan.cut_source()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    insert into plan.source_line (plan, line, from_character, text, wall, owner)
      select new.plan, l.line, coalesce(sum(length(l.text) + 1) over (order by l.line rows between unbounded preceding and 1 preceding), 0), l.text, new.wall, new.owner
      from string_to_table(new.text, e'\n') with ordinality as l (text, line);
    return null;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION plan.frozen()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    if old.adopted_by is not null then raise exception 'adopted words are frozen: amend them'; end if;
    return coalesce(new, old);
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION plan.shown_plan(subject uuid, to_wall uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
  declare words text;
  begin
    if exists (select from plan.plan p where p.id = subject and p.adopted_by is not null) then
      raise exception 'this plan is adopted already' using errcode = 'check_violation';
    end if;
    if exists (select from (select distinct n.wall from plan.node n where n.plan = subject) w where not platform.is_within(to_wall, w.wall)) then
      raise exception 'not all of this plan is seen by all who are asked' using errcode = 'check_violation';
    end if;
    select concat_ws(e'\n', r.title, concat_ws(' – ', p.period_start, p.period_end), '', (
        select string_agg(concat_ws(e'\t', n.reference, n.number, coalesce(n.label, ''), e.text), e'\n' order by n.position)
        from plan.node n cross join lateral (
          select d.text from plan.edition d where d.node = n.id and d.lang = p.authentic order by d.edition desc limit 1) e where n.plan = p.id))
      into words from plan.plan p join platform.record r on r.id = p.id where p.id = subject;
    return words;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION plan.still_entered()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare of_plan uuid;
  begin
    select n.plan into of_plan from plan.node n where n.id = new.node;
    perform from platform.record r where r.id = of_plan for update;
    if exists (select from plan.plan p where p.id = of_plan and p.adopted_by is not null) and new.adopted_by is null
      and new.provenance is null then raise exception 'this plan is adopted: its words change by amendment only'; end if;
    return new;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.acting_mandate()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case when platform.lens() is null then (platform.acting_row()).mandate end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE FUNCTION platform.acting_partnership()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (platform.acting_row()).partnership
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE FUNCTION platform.acting_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case when platform.lens() is null then (platform.acting_row()).person end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE FUNCTION platform.acting_row()
 RETURNS platform.acting
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a from platform.acting a
  where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.acting_token()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (platform.acting_row()).token
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.answer_key(of_key text)
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
  declare own uuid := coalesce(platform.acting_token(), platform.acting_mandate());
  begin
    if own is null then raise exception 'nobody acts here' using errcode = 'insufficient_privilege'; end if;
    return sha256(convert_to(own || ' ' || of_key, 'UTF8'));
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.append_only()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin raise exception 'rows of % are appended, never changed', tg_table_name; end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.around(inner_wall uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive around as (
    select w.id, w.parent from platform.wall w where w.id = inner_wall
    union select w.id, w.parent from platform.wall w join around a on w.id = a.parent
  ) select coalesce(array_agg(s.id), '{}') from (select a.id from around a union all select c.wall from directory.circles_of_seat(inner_wall) c) s
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.audit_body(entry platform.audit)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select (jsonb_build_object('id', entry.id, 'at', to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'partnership', entry.partnership,
    'wall', entry.wall, 'person', entry.person, 'mandate', entry.mandate, 'act', entry.act, 'record', entry.record, 'request', entry.request,
    'before', entry.before, 'after', entry.after) || case when entry.token is null then '{}' else jsonb_build_object('token', entry.token) end)::text
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.canonical(value jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE STRICT
 SET search_path TO ''
AS $function$
  begin
    case jsonb_typeof(value)
      when 'object' then
        return '{' || coalesce((select string_agg(to_json(e.key)::text || ':' || platform.canonical(e.value), ',' order by e.key collate "C") from jsonb_each(value) e), '') || '}';
      when 'array' then
        return '[' || coalesce((select string_agg(platform.canonical(e.value), ',' order by e.n) from jsonb_array_elements(value) with ordinality e (value, n)), '') || ']';
      else return value::text;
    end case;
  end
$function$
 -- ent_app=X/ent_owner ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.capacity_of(of_mandate uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce((select jsonb_strip_nulls(jsonb_build_object('role', m.role, 'party', y.name)) from directory.mandate m left join directory.party y on y.id = m.party
    where m.id = of_mandate), jsonb_build_object('role', 'visitor'))
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE PROCEDURE platform.close_to_all(IN target regclass)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $procedure$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy keeper on %s to ent_owner using (true) with check (true)', target);
  end
$procedure$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.count_requests(keys bytea[], minutes bigint[], counts integer[])
 RETURNS TABLE(key bytea, minute bigint, count integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    delete from platform.request_count c where c.minute < (select min(m) from unnest(minutes) m) - 5;
    return query insert into platform.request_count as c (key, minute, count)
      select k, m, n from unnest(keys, minutes, counts) u (k, m, n) order by k, m
      on conflict on constraint request_count_pkey do update set count = c.count + excluded.count returning c.key, c.minute, c.count;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.demonstration_mail()
 RETURNS TABLE(id uuid, kind text, lang text, recipient text, subject text, plain text, queued_at timestamp with time zone, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select m.id, m.kind, m.lang, m.recipient, m.subject, m.plain, m.queued_at, m.state from platform.mail m
  where (select i.demonstration from platform.installation i) order by m.queued_at desc limit 100
$function$
 -- ent_app=X/ent_owner ent_auth=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.digest_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    new.salt := uuid_send(gen_random_uuid());
    new.digest := sha256(new.salt || convert_to(platform.audit_body(new), 'UTF8'));
    insert into platform.audit_unsealed (entry, partnership) values (new.id, new.partnership);
    return new;
  end
$function$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.index_words(indexed uuid, part_of text, language text, strong text, plain text, inside_of uuid DEFAULT NULL::uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    insert into platform.search_doc (record, part, lang, wall, partnership, within, words)
      select r.id, part_of, language, r.wall, r.partnership, inside_of,
        setweight(to_tsvector(platform.search_config(language), strong), 'A') || setweight(to_tsvector(platform.search_config(language), plain), 'B')
      from platform.record r where r.id = indexed and r.wall = any (platform.sees()) and r.owner = any (platform.owns())
    on conflict (record, part, lang) do update set wall = excluded.wall, within = excluded.within, words = excluded.words;
    if not found then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  end
$function$
 -- ent_app=X/ent_search ent_search=X/ent_search
CREATE OR REPLACE FUNCTION platform.is_text(value jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select jsonb_typeof(value) = 'object' and value <> '{}'::jsonb
    and not exists (select from jsonb_each(value) e where e.key not in ('en', 'fr') or jsonb_typeof(e.value) <> 'string' or length(e.value #>> '{}') = 0)
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.is_within(inner_wall uuid, outer_wall uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select inner_wall = outer_wall or exists (
    with recursive around as (
      select w.parent from platform.wall w where w.id = inner_wall
      union select w.parent from platform.wall w join around a on w.id = a.parent
    ) select from around a where a.parent = outer_wall)
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.keep_answer(of_key text, sent bytea, status integer, body text, location text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare own bytea := platform.answer_key(of_key);
  begin
    delete from platform.stored_answer a where a.key = own and a.at <= clock_timestamp() - interval '24 hours';
    insert into platform.stored_answer (key, sent, status, body, location) values (own, keep_answer.sent, keep_answer.status, keep_answer.body, keep_answer.location);
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.kept_anchor()
 RETURNS TABLE(at timestamp with time zone, hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.at, encode(s.hash, 'hex') from platform.audit_seal s
  where s.partnership = platform.acting_partnership() and platform.acting_mandate() is not null
    and s.at < date_trunc('day', pg_catalog.now() at time zone 'UTC') at time zone 'UTC'
  order by s.number desc limit 1
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.lens()
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select nullif(current_setting('ent.lens', true), '')::uuid
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE FUNCTION platform.move(moved uuid, new_wall uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    if new_wall is null or new_wall <> all (platform.sees()) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
    update platform.record r set wall = new_wall, version = version + 1, changed_at = platform.now()
      where r.id = moved and r.wall = any (platform.sees()) and r.owner = any (platform.owns());
    if not found then raise exception 'no such record' using errcode = 'no_data_found'; end if;
    -- Only links that the mover sees are asked for: of those behind other walls he must not learn.
    if exists (select from platform.link l join platform.record t on t.id = l.target where (l.source = moved or l.target = moved)
        and l.wall = any (platform.sees()) and not platform.is_within(l.wall, t.wall)) then
      raise exception 'a link would lead from a wider wall to a narrower one' using errcode = 'check_violation';
    end if;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.not_there_for(other_wall uuid)
 RETURNS TABLE(kind text, records integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.kind, count(*)::int from platform.record r
  where platform.lens() is null and r.partnership = platform.acting_partnership() and r.wall = any (platform.sees()) and r.wall <> all (platform.around(other_wall))
  group by r.kind order by r.kind
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.note_openings(records uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare me platform.acting := platform.acting_row();
  begin
    if me.mandate is null or platform.lens() is not null then return; end if;
    insert into platform.audit (partnership, wall, person, mandate, act, record)
      select r.partnership, r.wall, me.person, me.mandate, 'platform.opened', r.id
      from platform.record r join platform.wall w on w.id = r.wall
      where r.id = any (records) and r.partnership = me.partnership and r.wall = any (me.sees) and w.kind in ('organisation', 'group')
        and not exists (select from platform.audit a where a.record = r.id and a.act = 'platform.opened' and a.mandate = me.mandate
          and a.at >= date_trunc('day', clock_timestamp() at time zone 'UTC') at time zone 'UTC')
      order by r.id;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.note_refusal(route text, why text, named jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare me platform.acting := platform.acting_row(); thing record; own uuid;
  begin
    if me.partnership is null or platform.lens() is not null then return; end if;
    for thing in
      select r.id, r.owner from platform.record r where r.partnership = me.partnership and r.wall <> all (me.sees) and r.id in (
        select v.value::uuid from jsonb_each_text(named) v where v.value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        union all select p.id from plan.plan p where p.partnership = me.partnership and p.slug = named ->> 'plan')
    loop
      if not exists (select from platform.audit a where a.record = thing.id and a.act = 'platform.asked-for-hidden' and a.mandate is not distinct from me.mandate
          and a.at > clock_timestamp() - interval '1 hour') then
        insert into platform.audit (partnership, wall, person, mandate, act, record, after)
          values (me.partnership, thing.owner, me.person, me.mandate, 'platform.asked-for-hidden', thing.id, platform.capacity_of(me.mandate) || jsonb_build_object('route', route));
      end if;
    end loop;
    if me.mandate is null or why = 'http.not-found' then return; end if;
    own := coalesce(me.owns[1], (select w.id from platform.wall w where w.partnership = me.partnership and w.kind = 'partnership'));
    if not exists (select from platform.audit a where a.wall = own and a.act = 'platform.refused' and a.mandate = me.mandate and a.after ->> 'route' = route
        and a.at > clock_timestamp() - interval '1 hour') then
      insert into platform.audit (partnership, wall, person, mandate, act, after)
        values (me.partnership, own, me.person, me.mandate, 'platform.refused', platform.capacity_of(me.mandate) || jsonb_build_object('route', route, 'why', why));
    end if;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce((select (i.fixed_day + time '09:00') at time zone 'UTC' from platform.installation i where i.demonstration), pg_catalog.now())
$function$
 -- ent_app=X/ent_owner ent_auth=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE PROCEDURE platform.open_to_all(IN target regclass)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $procedure$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy keeper on %s to ent_owner using (true) with check (true)', target);
    execute format('create policy everybody on %s for select to ent_app using (true)', target);
    execute format('grant select on %s to ent_app', target);
  end
$procedure$
 -- ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.owns()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce((select case when platform.lens() is null then a.owns
      else array(select w.id from platform.wall w where w.id = platform.lens() and w.kind <> 'public')
        || array(select c.wall from directory.circles_of_seat(platform.lens()) c where not c.closed and c.wall = any (a.sees)) end
    from platform.acting a
    where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()), '{}')
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE FUNCTION platform.queue_mail(new_kind text, new_lang text, new_recipient text, new_subject text, new_plain text, new_html text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare queued uuid;
  begin
    insert into platform.mail (kind, lang, recipient, subject, plain, html) values (new_kind, new_lang, new_recipient, new_subject, new_plain, new_html)
      returning id into queued;
    insert into platform.outbox (event, payload) values ('platform.mail-queued', jsonb_build_object('mail', queued));
    return queued;
  end
$function$
 -- ent_app=X/ent_owner ent_auth=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.recall_answer(of_key text, sent bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare own bytea := platform.answer_key(of_key); found_one platform.stored_answer; held boolean := false;
  begin
    loop
      select * into found_one from platform.stored_answer a where a.key = own and a.at > clock_timestamp() - interval '24 hours';
      if found then
        return case when found_one.sent <> recall_answer.sent then jsonb_build_object('state', 'other')
          else jsonb_build_object('state', 'done', 'status', found_one.status, 'body', found_one.body, 'location', found_one.location) end;
      end if;
      exit when held;
      held := pg_try_advisory_xact_lock(hashtextextended('answer ' || encode(own, 'hex'), 0));
      if not held then return jsonb_build_object('state', 'busy'); end if;
      -- Looked at once more: it may have been stored before it was let go.
    end loop;
    return jsonb_build_object('state', 'new');
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.records_found(query text, inside uuid, part_of uuid)
 RETURNS TABLE(record uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with mine as (select platform.sees() as walls)
  select d.record from platform.search_doc d, mine where d.words @@ websearch_to_tsquery('platform.en', query)
    and d.partnership = inside and d.within = part_of and d.lang = 'en' and array_position(mine.walls, d.wall) is not null
  union
  select d.record from platform.search_doc d, mine where d.words @@ websearch_to_tsquery('platform.fr', query)
    and d.partnership = inside and d.within = part_of and d.lang = 'fr' and array_position(mine.walls, d.wall) is not null
$function$
 -- ent_app=X/ent_search ent_search=X/ent_search
CREATE OR REPLACE FUNCTION platform.seal_audit(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare of_one record; last record; sealed int := 0; chained bytea;
  begin
    if not pg_try_advisory_xact_lock(6647413) then return 0; end if;
    for of_one in
      select w.partnership, array_agg(w.entry order by w.entry) as entries from (
        select u.partnership, u.entry, row_number() over (partition by u.partnership order by u.entry) as place from platform.audit_unsealed u) w
      where w.place <= most group by w.partnership
    loop
      select s.number, s.hash into last from platform.audit_seal s
        where coalesce(s.partnership, '00000000-0000-0000-0000-000000000000') = coalesce(of_one.partnership, '00000000-0000-0000-0000-000000000000')
        order by s.number desc limit 1;
      if not found then select 0 as number, decode(repeat('00', 32), 'hex') as hash into last; end if;
      select sha256(last.hash || convert_to(coalesce(of_one.partnership::text, '') || ':' || (last.number + 1), 'UTF8')
          || string_agg(convert_to(':' || a.id || ':', 'UTF8') || a.digest, ''::bytea order by a.id))
        into chained from platform.audit a where a.id = any (of_one.entries);
      insert into platform.audit_seal (partnership, number, entries, previous, hash)
        values (of_one.partnership, last.number + 1, of_one.entries, last.hash, chained);
      delete from platform.audit_unsealed u where u.entry = any (of_one.entries);
      sealed := sealed + cardinality(of_one.entries);
    end loop;
    return sealed;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.search(query text, inside uuid, most integer, part_of uuid DEFAULT NULL::uuid)
 RETURNS TABLE(record uuid, part text, lang text, rank real)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  declare
    walls uuid[] := platform.sees();
    english tsquery := websearch_to_tsquery('platform.en', query);
    french tsquery := websearch_to_tsquery('platform.fr', query);
    seen int;
    hits int;
  begin
    select count(*), count(*) filter (where case n.lang when 'en' then n.words @@ english else n.words @@ french end) into seen, hits
      from (select d.lang, d.words from platform.search_doc d
        where d.partnership = inside and (part_of is null or d.within = part_of) and d.wall = any (walls) order by d.number desc limit 2000) n;
    if seen < 2000 or hits >= 100 then
      return query select n.record, n.part, n.lang, (ts_rank(n.words, case n.lang when 'en' then english else french end) * n.weight)::real as best
        from (select d.record, d.part, d.lang, d.words, d.weight from platform.search_doc d
          where d.partnership = inside and (part_of is null or d.within = part_of) and d.wall = any (walls) order by d.number desc limit 2000) n
        where case n.lang when 'en' then n.words @@ english else n.words @@ french end
        order by best desc, n.record, n.part, n.lang limit least(most, 500);
    else
      -- Written so that only the words lead to the rows: fetching all rows of a wall, to meet them with those of a word, costs many times more.
      return query with hit as (
          (select d.record, d.part, d.lang, d.words, english as asked, d.weight from platform.search_doc d
            where d.words @@ english and d.partnership = inside and d.lang = 'en' and coalesce(d.within = part_of, part_of is null) and array_position(walls, d.wall) is not null
            order by d.number desc limit 5000)
          union all
          (select d.record, d.part, d.lang, d.words, french, d.weight from platform.search_doc d
            where d.words @@ french and d.partnership = inside and d.lang = 'fr' and coalesce(d.within = part_of, part_of is null) and array_position(walls, d.wall) is not null
            order by d.number desc limit 5000))
        select h.record, h.part, h.lang, (ts_rank(h.words, h.asked) * h.weight)::real as best from hit h
        order by best desc, h.record, h.part, h.lang limit least(most, 500);
    end if;
  end
$function$
 -- ent_app=X/ent_search ent_search=X/ent_search
CREATE OR REPLACE FUNCTION platform.search_config(lang text)
 RETURNS regconfig
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case lang when 'fr' then 'platform.fr'::regconfig else 'platform.en'::regconfig end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE FUNCTION platform.sees()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce((select case when platform.lens() is null then a.sees
      else array(select w from unnest(a.sees) with ordinality u (w, n) where w = any (platform.around(platform.lens())) order by n) end
    from platform.acting a
    where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()), '{}')
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE FUNCTION platform.sha256_of(words text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE STRICT
 SET search_path TO ''
AS $function$
  select sha256(convert_to(words, 'UTF8'))
$function$
 -- ent_app=X/ent_owner ent_job=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.sweep_answers()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare swept int;
  begin
    delete from platform.stored_answer a where a.at <= clock_timestamp() - interval '24 hours';
    get diagnostics swept = row_count;
    return swept;
  end
$function$
 -- ent_app=X/ent_owner ent_owner=X/ent_owner
CREATE OR REPLACE FUNCTION platform.today()
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select (platform.now() at time zone 'UTC')::date
$function$
 -- ent_app=X/ent_owner ent_auth=X/ent_owner ent_owner=X/ent_owner ent_search=X/ent_owner
CREATE OR REPLACE PROCEDURE platform.wall_in(IN target regclass, IN write boolean DEFAULT true, IN extra text DEFAULT 'true'::text)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $procedure$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy keeper on %s to ent_owner using (true) with check (true)', target);
    execute format('create policy see on %s for select to ent_app using (wall = any ((select platform.sees())::uuid[]))', target);
    execute format('grant select on %s to ent_app', target);
    if write then
      execute format('create policy add on %s for insert to ent_app with check (wall = any ((select platform.sees())::uuid[])
        and owner = any ((select platform.owns())::uuid[]) and (%s))', target, extra);
      execute format('create policy mend on %s for update to ent_app using (wall = any ((select platform.sees())::uuid[])
        and owner = any ((select platform.owns())::uuid[])) with check (wall = any ((select platform.sees())::uuid[])
        and owner = any ((select platform.owns())::uuid[]) and (%s))', target, extra);
      execute format('grant insert on %s to ent_app', target);
    end if;
  end
$procedure$
 -- ent_owner=X/ent_owner
