# The commands of this project; `make help` lists them. Every target sets up what it needs, asks nothing,
# and works as root and as an ordinary user.

PORT ?= 8000
PYTEST_ARGS ?=

PY := .venv/bin/python
ADDRESS := http://127.0.0.1:$(PORT)

# The first Python of at least 3.11 that can make a virtual environment.
SYSTEM_PYTHON := $(shell for python in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	"$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$python"; break; }; done)

# The production settings that `make lint` checks. Nothing is connected to and nobody is told.
PRODUCTION := DEBUG=0 SECRET_KEY=0123456789-only-for-checking-the-production-settings-abcdefghijk \
	DATABASE_URL=postgres://nobody@localhost/nothing SITE_URL=https://kb.example.org \
	ALLOWED_HOSTS=kb.example.org CSRF_TRUSTED_ORIGINS= EMAIL_URL=smtp://localhost:25 TIME_ZONE=UTC LOG_LEVEL=INFO

# One line for what failed: $(call say,step,command)
say = $(2) || { echo "make: $(1) failed; the lines above say why" >&2; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help setup run stop test test-system-postgres accessibility bench lint format lock

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-22s %s\n", $$1, $$2 }' Makefile

setup:
	@[ -n "$(SYSTEM_PYTHON)" ] || { echo "make: Python 3.11 or newer with venv is needed (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@$(SYSTEM_PYTHON) scripts/set_up.py

run: export DEBUG := 1
run: export SITE_URL := $(ADDRESS)
run: setup ## open the knowledge base on http://127.0.0.1:8000 (PORT=8001 changes the port)
	@$(call say,preparing the database,$(PY) manage.py migrate --verbosity 0)
	@$(call say,loading the starter collection,$(PY) manage.py load_starter --with-demonstration)
	@$(call say,creating the demonstration accounts,$(PY) manage.py create_demo_accounts)
	@echo "The knowledge base is open at $(ADDRESS)/ (Ctrl-C closes it; make stop also stops its PostgreSQL)"
	@exec $(PY) manage.py runserver --noreload 127.0.0.1:$(PORT)

stop: ## stop the embedded PostgreSQL, which otherwise goes on for the next command
	@[ ! -x $(PY) ] || $(PY) -m msn_kb.embedded stop

test: setup ## run every test, those in the browser included (PYTEST_ARGS="-k search" chooses)
	@CHROMIUM="$$($(PY) -m tests.chromium)" && export CHROMIUM && $(PY) -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

test-system-postgres: setup ## run the tests, without the browser's, on this machine's own PostgreSQL, under two roles
	@scripts/test_system_postgres $(PYTEST_ARGS)

accessibility: setup ## let axe judge every kind of page, and write down what it finds for /about/accessibility/
	@CHROMIUM="$$($(PY) -m tests.chromium)" && export CHROMIUM && RECORD_ACCESSIBILITY=1 $(PY) -m pytest tests/browser/test_accessibility.py

bench: export DEBUG := 1
bench: setup ## run the benchmarks, each figure beside the raw PostgreSQL figure it is judged against
	@$(PY) manage.py bench $(BENCH_ARGS)

lint: setup ## check style, types, the direction of imports, migrations and the production settings
	@$(call say,ruff check,$(PY) -m ruff check --quiet .)
	@$(call say,ruff format,$(PY) -m ruff format --check --quiet . || { echo "make format mends it" >&2; false; })
	@$(call say,djlint,$(PY) -m djlint --quiet --lint templates)
	@$(call say,mypy,$(PY) -m mypy --no-error-summary)
	@$(call say,the direction of imports,found=$$($(PY) -c 'from importlinter.cli import lint_imports_command as main; main()' --no-cache 2>&1) || { echo "$$found" >&2; false; })
	@$(call say,makemigrations --check,DEBUG=1 $(PY) manage.py makemigrations --check --dry-run --verbosity 0 || { echo "a model has changed without a migration" >&2; false; })
	@$(call say,check --deploy,$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING)

format: setup ## put the Python code in order
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format --quiet .

LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(PY) -m piptools compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

lock: setup ## write the locked requirements anew from the .in files (LOCK_ARGS=--upgrade takes newer releases)
	@$(call say,locking requirements.in,$(LOCK) $(LOCK_ARGS) --output-file requirements.txt requirements.in)
	@$(call say,locking requirements-dev.in,$(LOCK) $(LOCK_ARGS) --output-file requirements-dev.txt requirements-dev.in)
