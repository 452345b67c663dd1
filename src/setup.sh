# Shared by src/run and tests/run (sourced, never run): what a machine must have, and which package set it builds.
# The caller has cd'd to the root of the repository.

say() { printf '%s\n' "$*"; }

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

require_tools() {
    command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' ||
        stop "The .NET 10 SDK is needed and was not found. Install it (https://dotnet.microsoft.com/download/dotnet/10.0) and start again."
    command -v node >/dev/null && command -v npm >/dev/null ||
        stop "Node.js 18 or later with npm is needed for the front end and was not found. Install it (Debian: apt install nodejs npm) and start again."
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] ||
        stop "Node.js 18 or later is needed; this is $(node --version)."
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# Debian packages that are missing are installed, as root or by sudo; where that cannot be, their names are printed and 1 is returned.
install_debian() {
    local missing=() package root=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is not Debian, so nothing is installed here. Needed, under whatever names your system has: $*"
        return 1
    fi
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo true; }; }; then
            say "Missing, and this account may not install them. Ask for: apt-get install ${missing[*]}"
            return 1
        fi
        root=(sudo)
    fi
    say "Installing ${missing[*]}"
    if ! { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}"; } </dev/null >/dev/null; then
        say "apt-get could not install them. By hand: apt-get install ${missing[*]}"
        return 1
    fi
}

answer_file=src/packages.local.props

remember_packages() {
    printf '<Project><PropertyGroup><Packages>%s</Packages></PropertyGroup></Project>\n' "$1" >"$answer_file"
}

# Sets $packages to full or basic: as asked for ($1 or CAMPAIGN111_PACKAGES), else as remembered, else by trying once.
choose_packages() {
    local wish="${1:-${CAMPAIGN111_PACKAGES:-}}" seconds="${CAMPAIGN111_RESTORE_SECONDS:-120}" log
    case "$wish" in
        full | basic)
            packages=$wish
            remember_packages "$packages"
            say "Package set: $packages, as asked for."
            return
            ;;
        '') ;;
        *) stop "The package set is '$wish': use full (Hangfire, QuestPDF) or basic (Quartz, librsvg and cairo)." ;;
    esac
    if [ -f "$answer_file" ]; then
        packages=$(sed -n 's:.*<Packages>\(.*\)</Packages>.*:\1:p' "$answer_file")
        say "Package set: $packages, as remembered in $answer_file (--packages=full or --packages=basic changes it)."
        return
    fi
    say "Trying whether your NuGet feed has the full package set (Hangfire, QuestPDF); at most $seconds s ..."
    log=$(mktemp)
    if timeout -k 5 "$seconds" dotnet restore src/Campaign111.Web -p:Packages=full >"$log" 2>&1 </dev/null; then
        packages=full
        say "It has. Package set: full; remembered in $answer_file."
    else
        packages=basic
        grep -o 'NU[0-9]*: [^[]*[^[ ]' "$log" | sort -u | head -n 3 || say "No answer within $seconds s."
        say "It has not. Package set: basic (Quartz, librsvg and cairo), which does the same work; remembered in $answer_file."
        say "To try again: src/run --packages=full"
    fi
    rm -f "$log"
    remember_packages "$packages"
}

# What the PDF engine of the basic set calls.
basic_libraries=(librsvg2-2 libcairo2 libpango-1.0-0 libpangocairo-1.0-0 fontconfig)
