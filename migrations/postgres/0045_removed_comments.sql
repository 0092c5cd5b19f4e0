-- Old anchors of an article lead to removed comments too, in their order.
CREATE INDEX comments_removed_here ON comments (article_id, id) WHERE state = 'removed';
