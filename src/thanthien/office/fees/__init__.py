"""Money at the counter: what dossiers owe, receipts, refunds, odd payments, the till."""
