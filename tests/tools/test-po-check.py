#!/usr/bin/env python3
"""What cannot be translated is found by po/check, and the project as it is has
nothing of the kind.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(os.environ['PLUMBLINE_SOURCE_DIR'])
CODE = 'src/app/about-window.c'
INTERFACE = 'ui/window.ui'


def put_in(path, before, after):
    def spoil(folder):
        text = (folder / path).read_text()
        assert before in text, before
        (folder / path).write_text(text.replace(before, after, 1))
    return spoil


def put_code(line):
    return put_in(CODE, '  gtk_window_set_modal', f'  {line}\n  gtk_window_set_modal')


def put_property(line):
    return put_in(INTERFACE, '<property name="default-width">', f'{line}\n<property name="default-width">')


FAULTS = [
    ('listing', put_in('po/POTFILES.in', CODE + '\n', ''), CODE + ' has texts and is not listed'),
    ('empty-listing', put_in('po/POTFILES.in', CODE, 'src/app/erase.c\n' + CODE),
     'src/app/erase.c has no texts'),
    ('title', put_property('<property name="title">Welcome</property>'), 'Welcome'),
    ('tooltip', put_property('<property name="tooltip-text">Open it</property>'), 'Open it'),
    ('menu', put_in(INTERFACE, '<attribute name="action">app.help',
                    '<attribute name="label">_Sudden</attribute><attribute name="action">app.help'),
     '_Sudden'),
    ('mark-lost', put_in(INTERFACE, 'name="label" translatable="yes"', 'name="label"'), INTERFACE),
    ('label', put_code('gtk_label_new ("Not for everybody");'), '"Not for everybody"'),
    ('button', put_code('gtk_button_set_label (b, "Apply");'), '"Apply"'),
    ('toast', put_code('adw_toast_new ("It is done");'), '"It is done"'),
    ('error', put_code('g_set_error (e, D, C, "No room in “%s”", n);'), 'No room in'),
    ('nested', put_code('gtk_label_set_text (l, x ? _("Yes") : "Not at all");'), '"Not at all"'),
]
# What is right as it is.
FINE = [
    ('wrapped', put_code('gtk_label_new (_("For everybody"));')),
    ('plural', put_code('gtk_label_new (ngettext ("one lift", "%d lifts", n));')),
    ('numbers', put_code('gtk_label_new ("%.1f × %d");')),
    ('said', put_code('g_print ("{some words}"); /* no words */')),
]


def run(spoil=None):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in ('src', 'ui', 'po'):
            shutil.copytree(ROOT / part, folder / part)
        if spoil:
            spoil(folder)
        done = subprocess.run([ROOT / 'po/check', folder], capture_output=True, text=True)
        return done.returncode, done.stderr


def main():
    cases = [('as-it-is', None, ''), *FAULTS, *((name, spoil, '') for name, spoil in FINE)]
    print(f'1..{len(cases)}')
    for number, (name, spoil, text) in enumerate(cases, 1):
        status, said = run(spoil)
        right = status == (1 if text else 0) and text in said
        print(f'{"ok" if right else "not ok"} {number} /translations/{name}')
        if not right:
            print('\n'.join('# ' + line for line in said.splitlines() or ['nothing was said']))


if __name__ == '__main__':
    main()
