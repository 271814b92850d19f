"""Signs requests with Signature Version 4, and gives them ids and times that exist.

Environment: API_URL, EDGE_URL, EMBED_HOST (the Host header of acme), STATUSES (a file for the statuses of each operation).
"""

import json
import os
import re
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import requests
import schemathesis
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from schemathesis.core.parameters import ParameterLocation

API = os.environ["API_URL"]
EMBED = "/organizations/acme/embed"
ADMIN = Credentials("AKIALOCALACMEADMIN00", "local-acme-admin")
OPERATOR = Credentials("AKIALOCALOPERATOR000", "local-operator")
APPLICATION = Credentials("AKIALOCALAPPLICATN00", "local-application")
VIEWER = {"contentPath": "/", "externalId": "ada", "name": "Ada"}
HOST = "analytics.example.test"
# Joiners, variation selectors, tags and further characters that are invisible unless the text around them needs them.
INVISIBLE = re.compile("[\u034f\u180b-\u180f\u200b-\u200d\u2800\ufe00-\ufe0f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]")


def signer(method, path):
    if method == "GET" and path.endswith("/claims"):
        return APPLICATION
    return ADMIN if path.startswith(EMBED) else OPERATOR


class SigV4(requests.auth.AuthBase):
    def __call__(self, request):
        credentials = signer(request.method, request.path_url.split("?")[0])
        signed = AWSRequest(method=request.method, url=request.url, data=request.body or b"")
        SigV4Auth(credentials, "execute-api", "us-east-1").add_auth(signed)
        for name in ("X-Amz-Date", "Authorization"):
            request.headers[name] = signed.headers[name]
        return request


schemathesis.auth.set_from_requests(SigV4())


def call(method, path, body=None):
    return requests.request(method, API + path, json=body, auth=SigV4(), timeout=10)


created = []


def new_secret():
    # An organization can have 50.
    if len(created) >= 20:
        created.clear()
        for old in call("GET", f"{EMBED}/secrets").json()["records"]:
            if old["name"] != "first":
                call("DELETE", f"{EMBED}/secrets/{old['id']}")
    created.append(call("POST", f"{EMBED}/secrets", {"name": "schemathesis"}).json()["id"])
    return created[-1]


def new_session():
    url = call("POST", f"{EMBED}/urls", VIEWER).json()["url"]
    path = url.split("/", 3)[3]
    headers = {"Host": os.environ["EMBED_HOST"]}
    requests.get(f"{os.environ['EDGE_URL']}/{path}", headers=headers, allow_redirects=False, timeout=10)
    return call("GET", f"{EMBED}/sessions?limit=1").json()["records"][0]["id"]


call("POST", f"{EMBED}/secrets", {"name": "first"})


@schemathesis.hook
def before_call(context, case, kwargs):
    """Valid ids become ids that exist; what schemathesis made invalid stays as it is."""
    operation = case.operation.definition.raw["operationId"]
    if is_valid(case, ParameterLocation.PATH):
        case.path_parameters = {
            name: existing(name, value, operation) for name, value in (case.path_parameters or {}).items()
        }
    if is_valid(case, ParameterLocation.HEADER) and "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = str(uuid4())
    # A cursor is of one viewer's sessions.
    if operation == "end-all-sessions" and is_valid(case, ParameterLocation.QUERY) and "externalId" not in (case.query or {}):
        (case.query or {}).pop("cursor", None)
    if is_valid(case, ParameterLocation.BODY) and isinstance(case.body, dict):
        case.body = with_valid_references(operation, case.body)


def is_valid(case, location):
    component = case.meta.components.get(location) if case.meta else None
    return component is None or component.mode.is_positive


def existing(name, value, operation):
    if name == "organizationId" and operation == "delete-organization":
        call("PUT", "/organizations/oldco", {"embedEnabled": False})
        return "oldco"
    if name == "organizationId":
        return "umbrella" if operation == "put-organization" else "acme"
    if name == "secretId":
        return new_secret()
    if name == "sessionId":
        return new_session()
    if name == "host":
        call("PUT", f"/hosts/{HOST}", {"organizationId": "acme"})
        return HOST
    return value


def with_valid_references(operation, body):
    """What the document says in words: no invisible characters, a time in the future, a host of the organization."""
    body = dict(body)
    now = datetime.now(timezone.utc)
    if operation == "schedule-retirement":
        body["retiresAt"] = (now + timedelta(days=1)).isoformat()
    if operation in ("create-secret", "rename-secret", "rotate-secret") and "name" in body:
        body["name"] = INVISIBLE.sub("", body["name"]).strip() or "Production"
    if operation == "put-host":
        body["organizationId"] = "acme"
    if operation == "generate-url" and "host" in body:
        body["host"] = os.environ["EMBED_HOST"]
    if operation == "generate-url" and "secretId" in body:
        body["secretId"] = new_secret()
    if operation == "update-settings" and body.get("acceptV0"):
        sets = {len(names): names for names in body["acceptV0"]["parameterSets"]}
        until = (now + timedelta(days=30)).strftime("%Y-%m-%d")
        body["acceptV0"] = {"until": until, "parameterSets": list(sets.values())}
    return body


@schemathesis.hook
def after_call(context, case, response):
    operation = case.operation.definition.raw["operationId"]
    if operation in ("create-secret", "rotate-secret") and response.status_code == 201:
        created.append(response.json()["id"])
    with open(os.environ["STATUSES"], "a", encoding="utf-8") as file:
        file.write(json.dumps([operation, response.status_code]) + "\n")
    if operation == "update-settings":
        call("PATCH", f"{EMBED}/settings", {"customClaims": None, "strictClaims": None})
