UPDATE comments SET state = state;
