UPDATE comments SET version = version;
