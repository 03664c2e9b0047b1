"""The demo's made-up communes: people who do not exist, living three lawful months by the real commands.

Nothing is written beside the commands, and every act happens at its own hour under the rehearsal clock; so
what can be seen in the demo is what the product does. The same seed tells the same stories.
"""
