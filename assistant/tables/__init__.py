"""Questions over the tables, answered exactly: understood as a typed query, run, calculated and worded."""
