"""The exports we know, one module per bank. A new one is one entry here and one writer in the tests."""
