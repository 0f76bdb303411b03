-- The same as idempotent_request, for what the operator asks without a tenant. The columns are alike so that the same
-- statements work on both; tenant_id names nobody.
CREATE TABLE operator_request (
  tenant_id    text NOT NULL DEFAULT '' CHECK (tenant_id = ''),
  caller       text NOT NULL,
  key          text NOT NULL,
  request_hash bytea NOT NULL,
  status       integer,
  headers      jsonb,
  sealed_body  bytea,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, caller, key)
);
ALTER TABLE operator_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE operator_request FORCE ROW LEVEL SECURITY;
CREATE POLICY operator ON operator_request TO ${appRole}
  USING (current_setting('app.operator', true) = 'on')
  WITH CHECK (current_setting('app.operator', true) = 'on');
GRANT SELECT, INSERT, UPDATE, DELETE ON operator_request TO ${appRole};
