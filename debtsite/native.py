"""What PDF letters need from the operating system, checked before WeasyPrint is imported.

Standard library only: ./run asks this file before anything is installed.

    python3 debtsite/native.py      silent if all is there, else says what to install
"""

import ctypes
import shutil
import sys

# what WeasyPrint loads, under Linux and macOS; a missing harfbuzz-subset makes PDFs slow and large
LIBRARIES = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.dylib"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}
DEBIAN = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
COMMANDS = {
    "apt-get": f"sudo apt-get install -y --no-install-recommends {DEBIAN}",
    "dnf": "sudo dnf install pango harfbuzz",
    "apk": "sudo apk add pango harfbuzz-subset fontconfig",
    "brew": "brew install pango",
}


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing() -> list[str]:
    """The libraries that cannot be loaded on this machine."""
    return [library for library, names in LIBRARIES.items() if not any(map(_loads, names))]


def remedy() -> str:
    """The command that installs them here."""
    found = (command for tool, command in COMMANDS.items() if shutil.which(tool))
    return next(found, "install Pango and HarfBuzz with this system's package manager")


def advice() -> str:
    """One sentence to show where a letter cannot be made."""
    lacking = ", ".join(missing())
    return f"PDF letters need libraries this machine lacks ({lacking}); to add them: {remedy()}"


if __name__ == "__main__":
    if missing():
        print(advice(), file=sys.stderr)
        sys.exit(1)
