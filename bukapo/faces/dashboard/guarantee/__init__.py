"""The seller declares what happens when it is late, and sees beforehand and every morning what that may cost."""
