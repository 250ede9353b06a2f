"""Un archivo de Office ajeno, como lo ve una persona y hasta donde alcanza el presupuesto."""
