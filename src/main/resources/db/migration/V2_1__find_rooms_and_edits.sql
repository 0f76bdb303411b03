-- Lists show the newest room first.
CREATE INDEX room_newest ON room (tenant_id, created_at DESC, id DESC);

-- An edit or a deletion changes what earlier edits of the message say as well.
CREATE INDEX room_event_edit ON room_event (tenant_id, room_id, subject_id) WHERE type = 'message.edited';
