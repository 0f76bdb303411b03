CREATE TABLE room (
  tenant_id  text NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  id         text NOT NULL,
  name       text NOT NULL,
  settings   jsonb NOT NULL,
  metadata   jsonb NOT NULL DEFAULT '{}',
  version    bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);

-- The head of a room's log. No entity maps it: writing a room must never rewind its log.
CREATE TABLE room_log (
  tenant_id text NOT NULL,
  room_id   text NOT NULL,
  epoch     bigint NOT NULL DEFAULT 1,
  first_seq bigint NOT NULL DEFAULT 1,
  last_seq  bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, room_id),
  FOREIGN KEY (tenant_id, room_id) REFERENCES room (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE meeting (
  tenant_id  text NOT NULL,
  id         text NOT NULL,
  room_id    text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at   timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, room_id) REFERENCES room (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX meeting_of_room ON meeting (tenant_id, room_id, started_at DESC);
CREATE UNIQUE INDEX meeting_open ON meeting (tenant_id, room_id) WHERE ended_at IS NULL;

-- client_id makes a retry harmless for as long as the row lives: unique per room and sender.
-- subject_id is what the entry is about: a message, or a participant.
CREATE TABLE room_event (
  tenant_id  text NOT NULL,
  room_id    text NOT NULL,
  seq        bigint NOT NULL,
  id         text NOT NULL,
  type       text NOT NULL,
  at         timestamptz NOT NULL,
  meeting_id text,
  actor      text,
  client_id  text,
  subject_id text,
  data       jsonb NOT NULL,
  PRIMARY KEY (tenant_id, room_id, seq),
  FOREIGN KEY (tenant_id, room_id) REFERENCES room_log (tenant_id, room_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX room_event_retry ON room_event (tenant_id, room_id, actor, client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX room_event_message ON room_event (tenant_id, room_id, subject_id)
  WHERE type = 'message.created';
CREATE INDEX room_event_join ON room_event (tenant_id, room_id, actor, seq) WHERE type = 'participant.joined';

CREATE TABLE ban (
  tenant_id  text NOT NULL,
  room_id    text NOT NULL,
  identity   text NOT NULL,
  reason     text,
  expires_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, room_id, identity),
  FOREIGN KEY (tenant_id, room_id) REFERENCES room (tenant_id, id) ON DELETE CASCADE
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['room', 'room_log', 'meeting', 'room_event', 'ban'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_tenant ON %I USING (tenant_id = current_tenant())'
                   ' WITH CHECK (tenant_id = current_tenant())', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON room, room_log, meeting, room_event, ban TO ${appRole};
