#!/bin/sh
# Make .venv with everything the program and its checks need, at the versions of requirements/dev.txt.
#
# `make` calls it before every target. Nothing happens when nothing changed since the last time.
# PYTHON=/path/to/python3 chooses the interpreter of a new .venv.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
python=.venv/bin/python
stamp=.venv/setup.stamp
log=.venv/setup.log
wanted="$root
$(cat pyproject.toml requirements/dev.txt tools/hatch_build.py tools/setup.sh | cksum)"

# A start of the program costs three times as much without compiled byte code.
unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH PIP_NO_COMPILE PIP_USER PIP_TARGET PIP_PREFIX

fail() {
    echo "set-up: $*" >&2
    exit 1
}

runs() { # does $1 run, with a Python that satisfies the condition $2?
    "$1" -c "import sys; sys.exit(not ($2))" >/dev/null 2>&1
}

find_python() { # print the interpreter to use: asked for, else one we test with, else a newer one
    if [ -n "${PYTHON:-}" ]; then
        runs "$PYTHON" "sys.version_info >= (3, 11)" && echo "$PYTHON" && return
        fail "PYTHON=$PYTHON does not run, or is older than Python 3.11."
    fi
    for name in python3 python3.13 python3.12 python3.11; do
        runs "$name" "(3, 11) <= sys.version_info < (3, 14)" && echo "$name" && return
    done
    runs python3 "sys.version_info >= (3, 11)" && echo python3 && return
    fail "Python 3.11 or newer is needed and was not found.
Install it (Debian, Ubuntu: apt install python3 python3-venv), or name it: make setup PYTHON=/path/to/python3"
}

usable() { # is there an environment that was made here (a moved one has dead paths inside)?
    runs "$python" "sys.version_info >= (3, 11)" || return 1
    [ ! -f "$stamp" ] || [ "$(head -n 1 "$stamp")" = "$root" ]
}

create() { # $1: interpreter. Some systems ship Python without ensurepip: then its own pip installs from outside.
    "$1" -m venv --clear .venv >/dev/null 2>&1 && return
    rm -rf .venv
    "$1" -m pip --version >/dev/null 2>&1 || fail "$1 has neither ensurepip nor pip.
Install one of them (Debian, Ubuntu: apt install python3-venv), then run this again."
    "$1" -m venv --without-pip .venv || fail "$1 cannot make a virtual environment (see above)."
}

pip_install() {
    if "$python" -m pip --version >/dev/null 2>&1; then
        set -- "$python" -m pip install "$@"
    else
        set -- "$base" -m pip --python "$python" install "$@"
    fi
    "$@" --disable-pip-version-check --no-input --quiet >>"$log" 2>&1 && return
    tail -n 15 "$log" >&2
    fail "the packages could not be installed; the whole story is in $log.
A connection is needed once. Behind a company's mirror, set it up in pip's own configuration."
}

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -x "$python" ]; then
    exit 0
fi

base=$(find_python)
if usable; then
    echo "set-up: bringing .venv up to date"
else
    echo "set-up: making .venv with $("$base" --version)"
    create "$base"
fi
: >"$log"
echo "set-up: installing the packages of requirements/dev.txt (half a minute the first time)"
pip_install --require-hashes --only-binary :all: -r requirements/dev.txt
pip_install --no-deps --no-build-isolation --editable .
echo "$wanted" >"$stamp"
echo "set-up: done"
