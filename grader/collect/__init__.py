"""Bring submissions in: zips of learning management systems and loose files, into nbgrader's folders.

What is unpacked, who handed it in, which notebook counts and where it goes are a module each; `submissions`
tells the story.
"""
