"""Who stands behind dossiers: helpers, organisations, a person's earlier papers."""
