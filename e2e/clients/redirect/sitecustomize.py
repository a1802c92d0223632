"""With this folder on PYTHONPATH, what a script asks of the hosted service, it asks of SERVICE_URL."""

import os

import requests

HOSTED = "https://api.wavespeed.ai"
ask = requests.Session.request


def request(session, method, url, *args, **options):
    if url.startswith(HOSTED + "/"):
        url = os.environ["SERVICE_URL"] + url[len(HOSTED) :]
    return ask(session, method, url, *args, **options)


requests.Session.request = request
