"""What channels tell afterwards (delivered, read, failed; somebody wrote): stored first, acted on by the worker."""
