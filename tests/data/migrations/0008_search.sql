UPDATE unindexed SET taken = FALSE;
