UPDATE articles SET edited_at = edited_at;
