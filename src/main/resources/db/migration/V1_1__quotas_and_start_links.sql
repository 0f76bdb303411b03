-- What a publishable key may be used for in a minute.
ALTER TABLE api_key ADD COLUMN guest_tokens_per_minute integer NOT NULL DEFAULT 120;

DROP FUNCTION find_api_key(text);
CREATE FUNCTION find_api_key(key_id text) RETURNS TABLE (
    tenant_id text, id text, kind text, secret_hash bytea, scopes text[], origins text[], room_rules jsonb,
    guest_tokens_per_minute integer, development boolean, expires_at timestamptz, revoked_at timestamptz,
    tenant_suspended boolean)
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  AS $$
    SELECT k.tenant_id, k.id, k.kind, k.secret_hash, k.scopes, k.origins, k.room_rules,
           k.guest_tokens_per_minute, k.development, k.expires_at, k.revoked_at, t.suspended_at IS NOT NULL
      FROM public.api_key k JOIN public.tenant t ON t.id = k.tenant_id
     WHERE k.id = key_id
  $$;
REVOKE ALL ON FUNCTION find_api_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_api_key(text) TO ${appRole};

-- One-time codes of the operator. They belong to no tenant; each is good for a few minutes, once.
CREATE TABLE start_link (
  code_hash  bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON start_link TO ${appRole};
