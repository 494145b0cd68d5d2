#!/usr/bin/env bash
# Prints Samverk's elections as they come, with curl and jq.
#
#   SAMVERK_TOKEN=smv_… ./follow.sh http://127.0.0.1:8000 cursor.txt
#
# Where to go on is kept in a file, written after the batch was printed: killed in between, it prints it again.
set -euo pipefail

address=$1
kept=$2
headers=$(mktemp)
body=$(mktemp)
trap 'rm -f "$headers" "$body"' EXIT

while true; do
  cursor=$(cat "$kept" 2>/dev/null || echo 0)
  status=$(curl --silent --show-error --get "$address/feed" \
    --header "Authorization: Bearer $SAMVERK_TOKEN" --max-time 60 \
    --data-urlencode "after=$cursor" --data timeout=20 --data type=ChairElected --data type=ViceChairElected \
    --dump-header "$headers" --output "$body" --write-out '%{http_code}') || status=none
  case $status in
    200)
      jq --raw-output '.[] | "\(.effective) \(.subject): \(.data.person)"' "$body"
      tr -d '\r' < "$headers" | sed -n 's/^samverk-cursor: //Ip' > "$kept.new"
      mv "$kept.new" "$kept"
      ;;
    410) # A backup was restored: begin again.
      jq --raw-output .detail "$body" >&2
      rm -f "$kept"
      ;;
    429 | 503 | none)
      sleep 1
      ;;
    *)
      cat "$body" >&2
      exit 1
      ;;
  esac
done
