UPDATE follows SET stopped_at = stopped_at;
