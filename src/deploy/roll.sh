#!/usr/bin/env bash
# Restarts nodes one after the other, each once the one before is ready again: roll.sh web1=http://127.0.0.1:5121 web2=http://127.0.0.1:5122 jobs=http://127.0.0.1:5123
set -euo pipefail
for node in "$@"; do
    name=${node%%=*} address=${node#*=}
    echo "Restarting $name"
    systemctl restart "campaign111@$name"
    for try in $(seq 1 60); do
        if curl -fsS --max-time 2 -o /dev/null "$address/readyz" 2>/dev/null; then
            continue 2
        fi
        sleep 1
    done
    echo "$name is not ready after a minute: the others are left as they are. See journalctl -u campaign111@$name" >&2
    exit 1
done
