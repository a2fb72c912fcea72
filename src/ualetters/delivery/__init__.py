"""How and when letters reach their recipients: the plan by deadline, dialling, the reminder. Nothing is ever sent."""
