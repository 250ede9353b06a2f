"""El plan como libro de Excel, y como YAML."""
