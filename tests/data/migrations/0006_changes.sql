UPDATE articles SET words = words;
