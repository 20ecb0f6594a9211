#!/usr/bin/env python3
"""Each fault that flatpak/check is there for is found by it, and the manifests
as they are have none.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(os.environ['PLUMBLINE_SOURCE_DIR'])
ID = 'io.github.plumbline.Plumbline'


def add_source(manifest, **source):
    manifest['modules'].insert(0, {'name': 'part', 'sources': [source]})


# What is broken in both twins alike, and what is said of it.
FAULTS = [
    ('id', lambda m: m.update({'app-id': 'io.github.other.Plumbline'}), 'not the name of the file'),
    ('runtime', lambda m: m.update({'runtime-version': '48'}), 'runtime 48 has ended'),
    ('no-runtime', lambda m: m.pop('runtime-version'), 'runtime without version has ended'),
    ('platform', lambda m: m.update({'runtime': 'org.kde.Platform'}), 'not those of GNOME'),
    ('extension', lambda m: m.update({'add-extensions': {
        'org.freedesktop.Platform.ffmpeg-full': {}}}), 'ffmpeg-full does not exist'),
    ('command', lambda m: m.update({'command': 'plumb'}), 'command plumb is not installed'),
    ('network', lambda m: m['finish-args'].append('--share=network'), '--share=network is more'),
    ('home', lambda m: m['finish-args'].append('--filesystem=home'), '--filesystem=home is more'),
    ('host', lambda m: m['finish-args'].append('--filesystem=host:ro'), 'host:ro is more'),
    ('bus', lambda m: m['finish-args'].append('--socket=session-bus'), 'session-bus is more'),
    ('devices', lambda m: m['finish-args'].append('--device=all'), '--device=all is more'),
    ('archive', lambda m: add_source(m, type='archive', url='https://x.org/a.tar.xz'),
     'https://x.org/a.tar.xz is not pinned by sha256'),
    ('short-pin', lambda m: add_source(m, type='archive', url='https://x.org/a', sha256='12ab'),
     'not pinned by sha256'),
    ('branch', lambda m: add_source(m, type='git', url='https://x.org/a.git', branch='main'),
     'not pinned by commit'),
    ('no-module', lambda m: m['modules'].clear(), 'last module is not plumbline'),
]


def run(folder):
    paths = sorted(folder.glob('*.json'))
    done = subprocess.run([ROOT / 'flatpak/check', *paths], capture_output=True, text=True)
    return done.returncode, done.stderr


def write(folder, change=None, only=None):
    for name in (ID, ID + '.Devel'):
        manifest = json.loads((ROOT / f'flatpak/{name}.json').read_text())
        if change and (only is None or only == name):
            change(manifest)
        (folder / f'{name}.json').write_text(json.dumps(manifest))


def find_says(text, change=None, only=None, spoil=None):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(folder, change, only)
        if spoil:
            spoil(folder)
        status, said = run(folder)
        return status == (1 if text else 0) and text in said, said


def main():
    cases = [('as-they-are', find_says(''))]
    cases += [(name, find_says(text, change)) for name, change, text in FAULTS]
    cases.append(('twins', find_says('twins differ', lambda m: m['finish-args'].pop(), ID)))
    cases.append(('devel', find_says('-Ddevel=true belongs', lambda m: m['modules'][-1].update(
        {'config-opts': []}), ID + '.Devel')))
    cases.append(('no-json', find_says(
        'Expecting', spoil=lambda folder: (folder / f'{ID}.json').write_text('{"app-id": }'))))
    cases.append(('one-alone', find_says(
        'is missing', spoil=lambda folder: (folder / f'{ID}.Devel.json').unlink())))
    print(f'1..{len(cases)}')
    for number, (name, (right, said)) in enumerate(cases, 1):
        print(f'{"ok" if right else "not ok"} {number} /flatpak/{name}')
        if not right:
            print('\n'.join('# ' + line for line in said.splitlines() or ['nothing was said']))


if __name__ == '__main__':
    main()
