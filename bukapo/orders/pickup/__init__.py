"""When buyers fetch their orders: slots with room for so many, a code that is shown at the counter."""
