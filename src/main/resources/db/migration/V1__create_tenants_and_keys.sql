-- Tenancy is walled off three times; this file is the third wall. Every table of a tenant carries
-- tenant_id first in its primary key and FORCEs row-level security on the transaction's app.tenant:
-- unset means no rows, for the owner of the tables as well.

GRANT USAGE ON SCHEMA public TO ${appRole};

CREATE FUNCTION current_tenant() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$ SELECT nullif(current_setting('app.tenant', true), '') $$;

CREATE TABLE tenant (
  id           text PRIMARY KEY,
  name         text NOT NULL,
  development  boolean NOT NULL DEFAULT false,
  suspended_at timestamptz,
  version      bigint NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);

CREATE TABLE api_key (
  tenant_id    text NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  id           text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('secret', 'publishable')),
  name         text NOT NULL,
  secret_hash  bytea,
  scopes       text[] NOT NULL DEFAULT '{}',
  origins      text[] NOT NULL DEFAULT '{}',
  room_rules   jsonb NOT NULL DEFAULT '[]',
  development  boolean NOT NULL DEFAULT false,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  version      bigint NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (id),
  CHECK ((kind = 'secret') = (secret_hash IS NOT NULL))
);

CREATE TABLE signing_key (
  tenant_id  text NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  id         text NOT NULL,
  name       text NOT NULL,
  algorithm  text NOT NULL CHECK (algorithm IN ('ES256', 'EdDSA', 'RS256')),
  public_jwk jsonb NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (id)
);

-- Answers kept for Idempotency-Key. The body is sealed under the master key.
CREATE TABLE idempotent_request (
  tenant_id    text NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  caller       text NOT NULL,
  key          text NOT NULL,
  request_hash bytea NOT NULL,
  status       integer,
  headers      jsonb,
  sealed_body  bytea,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, caller, key)
);
CREATE INDEX idempotent_request_age ON idempotent_request (created_at);

-- The deployment's own key pairs; no tenant owns them. The private half is sealed under the master key.
CREATE TABLE service_key (
  id             text PRIMARY KEY,
  algorithm      text NOT NULL,
  public_jwk     jsonb NOT NULL,
  sealed_private bytea NOT NULL,
  created_at     timestamptz NOT NULL,
  retired_at     timestamptz
);

ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tenant FOR SELECT USING (id = current_tenant());
-- The operator works on the list of tenants, and on nothing that belongs to one.
CREATE POLICY operator ON tenant TO ${appRole}
  USING (current_setting('app.operator', true) = 'on')
  WITH CHECK (current_setting('app.operator', true) = 'on');

ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON api_key
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());

ALTER TABLE signing_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON signing_key
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());

ALTER TABLE idempotent_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotent_request FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON idempotent_request
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());

-- Look-ups made before a tenant is known. They run as the owner of the tables, whom row-level
-- security binds as well; these policies let that role read what the look-ups return, no more.
CREATE POLICY look_up ON tenant FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY look_up ON api_key FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY look_up ON signing_key FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION find_api_key(key_id text) RETURNS TABLE (
    tenant_id text, id text, kind text, secret_hash bytea, scopes text[], origins text[], room_rules jsonb,
    development boolean, expires_at timestamptz, revoked_at timestamptz, tenant_suspended boolean)
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  AS $$
    SELECT k.tenant_id, k.id, k.kind, k.secret_hash, k.scopes, k.origins, k.room_rules,
           k.development, k.expires_at, k.revoked_at, t.suspended_at IS NOT NULL
      FROM public.api_key k JOIN public.tenant t ON t.id = k.tenant_id
     WHERE k.id = key_id
  $$;

CREATE FUNCTION find_signing_key(key_id text) RETURNS TABLE (
    tenant_id text, id text, algorithm text, public_jwk jsonb,
    expires_at timestamptz, revoked_at timestamptz, tenant_suspended boolean)
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  AS $$
    SELECT k.tenant_id, k.id, k.algorithm, k.public_jwk, k.expires_at, k.revoked_at, t.suspended_at IS NOT NULL
      FROM public.signing_key k JOIN public.tenant t ON t.id = k.tenant_id
     WHERE k.id = key_id
  $$;

REVOKE ALL ON FUNCTION find_api_key(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION find_signing_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_tenant() TO ${appRole};
GRANT EXECUTE ON FUNCTION find_api_key(text) TO ${appRole};
GRANT EXECUTE ON FUNCTION find_signing_key(text) TO ${appRole};

GRANT SELECT, INSERT, UPDATE, DELETE ON tenant, api_key, signing_key, idempotent_request TO ${appRole};
GRANT SELECT, INSERT, UPDATE ON service_key TO ${appRole};

-- Due work: which tenants hold answers past their day. The worker then enters each tenant's scope.
CREATE POLICY look_up ON idempotent_request FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION tenants_with_idempotent_requests_before(moment timestamptz) RETURNS TABLE (tenant_id text)
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  AS $$ SELECT DISTINCT r.tenant_id FROM public.idempotent_request r WHERE r.created_at < moment $$;
REVOKE ALL ON FUNCTION tenants_with_idempotent_requests_before(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenants_with_idempotent_requests_before(timestamptz) TO ${appRole};
