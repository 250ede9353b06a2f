"""Las matrices que esta biblioteca no escribió: se reconocen por sus rótulos."""
