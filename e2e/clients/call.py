"""Calls one method of the official client. What to call comes as JSON, what came of it is the last line printed."""

import json
import os
import sys

import wavespeed

client = wavespeed.Client(base_url=os.environ["BASE_URL"], max_retries=2, retry_interval=0.05)
order = json.loads(sys.argv[1])
try:
    print(json.dumps({"value": getattr(client, order["method"])(*order["args"], **order["options"])}))
except Exception as error:
    print(json.dumps({"raised": str(error)}))
