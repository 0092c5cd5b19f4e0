UPDATE articles SET visible_comments = visible_comments;
