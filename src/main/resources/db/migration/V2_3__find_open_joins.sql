-- Who was in a meeting when its node went away: the newest entry of each participant.
CREATE INDEX room_event_membership ON room_event (tenant_id, room_id, meeting_id, subject_id, seq DESC)
  WHERE type IN ('participant.joined', 'participant.left');

-- Due work of a node that has just started: rooms whose meeting nobody has ended.
CREATE POLICY look_up ON meeting FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION rooms_with_open_meetings() RETURNS TABLE (tenant_id text, room_id text)
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  AS $$ SELECT m.tenant_id, m.room_id FROM public.meeting m WHERE m.ended_at IS NULL $$;
REVOKE ALL ON FUNCTION rooms_with_open_meetings() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rooms_with_open_meetings() TO ${appRole};
