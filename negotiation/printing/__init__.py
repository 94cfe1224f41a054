"""Many letters at once: bound in mailing order by the worker, with a list, labels and cover sheets.

`job` is the work, step by step; `bindery` handles PDFs, in a process of its own.
"""
