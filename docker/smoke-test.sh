#!/usr/bin/env bash
# Plays the main story against a running deployment and says what it saw: a call is missed, the caller is texted, texts
# back, a person answers, the conversation is completed.
#
#   docker/smoke-test.sh https://calls.example.com
#
# It sends real texts, so give it a test tenant and a phone of your own:
#
#   INTERNAL_SERVICE_KEY  as in the deployment
#   JWT_SECRET            as in the deployment (needs openssl), or TOKEN: a token of a user of the tenant
#   TENANT_ID             the test tenant, known to ts-tenant-service
#   BUSINESS_PHONE        its number at Twilio, such as +13035550144
#   CUSTOMER_PHONE        the phone that is texted
set -euo pipefail

hub=${1:?"usage: docker/smoke-test.sh URL"}
hub=${hub%/}
: "${INTERNAL_SERVICE_KEY:?the service key of the deployment}"
: "${TENANT_ID:?the id of the test tenant}"
: "${BUSINESS_PHONE:?the phone number of the test tenant}"
: "${CUSTOMER_PHONE:?the phone that is texted}"
key=${INTERNAL_SERVICE_KEY%%,*}
run=$(date +%s)$RANDOM

saw() { printf '  ok  %s\n' "$*"; }
fail() { printf 'FAIL  %s\n' "$*" >&2; exit 1; }

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
token() {
    command -v openssl >/dev/null || fail "openssl is not here; set TOKEN to a token of a user of the tenant"
    local head body
    head=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url)
    body=$(printf '{"user_id":"00000000-0000-4000-8000-000000000001","tenant_id":"%s","exp":%d}' \
        "$TENANT_ID" $(($(date +%s) + 86400)) | base64url)
    printf '%s.%s.%s' "$head" "$body" \
        "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -hmac "$JWT_SECRET" -binary | base64url)"
}
user_token=${TOKEN:-$([[ -n ${JWT_SECRET:-} ]] && token)}
[[ -n $user_token ]] || fail "set JWT_SECRET, or TOKEN to a token of a user of the tenant"

# Secrets go to curl by its standard input, so that they stand in no list of processes.
request() { # method path body header
    local config answer
    config=$(printf 'header = "%s"\nheader = "Content-Type: application/json"\nrequest = "%s"\nurl = "%s"\n' \
        "$4" "$1" "$hub$2")
    [[ -z $3 ]] || config+=$(printf '\ndata = "%s"\n' "${3//\"/\\\"}")
    answer=$(curl --silent --show-error --max-time 30 --write-out '\n%{http_code}' --config - <<<"$config") \
        || fail "$1 $2: no answer from $hub"
    [[ ${answer##*$'\n'} == 200 ]] || fail "$1 $2: HTTP ${answer##*$'\n'}: ${answer%$'\n'*}"
    printf '%s' "${answer%$'\n'*}"
}
service() { request POST "$1" "$2" "x-service-key: $key"; }
user() { request "$1" "$2" "${3:-}" "Authorization: Bearer $user_token"; }
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }
expect() { # what answer part
    [[ $2 == *"$3"* ]] || fail "$1: expected $3 in $2"
}

echo "Smoke test of $hub"

ready=$(request GET /health/ready "" "Accept: application/json")
expect "readiness" "$ready" '"ready":true'
saw "the service is ready"

health=$(request GET /health "" "Accept: application/json")
saw "version $(field version <<<"$health"), $(grep -o '"services":{[^}]*}' <<<"$health")"

call=$(service /calls/incoming "{\"callSid\":\"CA$run\",\"from\":\"$CUSTOMER_PHONE\",\"to\":\"$BUSINESS_PHONE\",\"tenantId\":\"$TENANT_ID\",\"callStatus\":\"ringing\"}")
expect "the incoming call" "$call" '"status":"ringing"'
saw "a call rings"

missed=$(service /calls/missed "{\"callSid\":\"CA$run\",\"callStatus\":\"no-answer\",\"callDuration\":0}")
expect "the missed call" "$missed" '"status":"missed"'
conversation=$(field conversationId <<<"$missed")
lead=$(field leadId <<<"$missed")
[[ -n $conversation && $conversation != null ]] || fail "the missed call opened no conversation: $missed"
saw "nobody answers: conversation $conversation, greeting sent: $(field autoResponseSent <<<"$missed")"

again=$(service /calls/missed "{\"callSid\":\"CA$run\",\"callStatus\":\"no-answer\",\"callDuration\":0}")
[[ $(field conversationId <<<"$again") == "$conversation" ]] || fail "the same webhook again led elsewhere: $again"
saw "the same webhook again changes nothing"

text=$(service "/conversations/$conversation/messages" "{\"messageSid\":\"SM$run\",\"body\":\"Smoke test: is anybody there?\"}")
expect "the customer's text" "$text" '"processed":true'
saw "the customer texts; seconds until the AI may answer: $(field humanResponseWindow <<<"$text")"

reply=$(user POST "/conversations/$conversation/reply" '{"message":"Smoke test: yes, we are here."}')
expect "the reply" "$reply" '"sender":"human"'
saw "a person replies: $(field status <<<"$reply")"

seen=$(user GET "/conversations/$conversation?limit=5")
expect "the conversation" "$seen" '"state":"human_active"'
saw "the person is in charge, the AI is silent"

lead_seen=$(user GET "/leads/$lead")
expect "the lead" "$lead_seen" "\"conversationId\":\"$conversation\""
saw "the lead is $(grep -o '"status":"[a-z_]*"' <<<"$lead_seen" | head -1 | field status)"

closed=$(user PUT "/conversations/$conversation/status" '{"status":"completed","outcome":"resolved"}')
expect "the end" "$closed" '"status":"completed"'
saw "the conversation is completed"

echo "All is well."
