# Needs make, sh and Python 3.11 or newer; everything else is installed into .venv from the lock files.
.DEFAULT_GOAL := help

# On Windows: Git Bash has the sh, python.org's Python calls itself python and puts programs into Scripts, and files
# are read as UTF-8 only where that is asked for.
ifeq ($(OS),Windows_NT)
PYTHON ?= python
programs := Scripts
export PYTHONUTF8 := 1
else
PYTHON ?= python3
programs := bin
endif
bin := .venv/$(programs)

# Nothing is resolved: what the locks name is installed, and then compared with them. Wheels only: building a source
# distribution would download a build tool that no lock file pins. Two small packages of the tests come as source
# alone; they are built with the setuptools that is locked. Where somebody looks on, pip says what it is at.
quiet := $(shell test -t 2 || echo --quiet)
install := -m pip install $(quiet) --disable-pip-version-check --require-hashes --no-deps --only-binary :all:
sources := --no-binary approx-dates,everypolitician-popolo --no-build-isolation --use-pep517
of_rules := tests/domain tests/people tests/register
lock := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock"

.PHONY: help demo test faults mutation lint wheel format bench schemas lock clean

help:
	@echo "make demo    set up, then run the main job on the eight networks"
	@echo "make test    set up, then every check: style, types, imports, tests, the wheel by itself"
	@echo "make faults  the tests that break things on purpose, and the random ones, at full size (hours)"
	@echo "make mutation  what of the rules no test would miss, to be read (part of make faults)"
	@echo "make lint    style, types and imports only          make format  rewrite to the house style"
	@echo "make bench   measure speed                          make lock    renew the lock files (needs uv)"
	@echo "make schemas release the schemas of new events    make clean   remove all that make made"

# The register stays, to try things with; it is made anew each time.
demo: .venv/.project
	@mkdir -p build && rm -rf build/demo.*db*
	$(bin)/samverk --database sqlite:///build/demo.db demo

# What tests write need not outlive them: it is kept in memory where there are four gigabytes to spare, which spares a
# quarter of the time; a TMPDIR that is set is where it goes instead.
in_memory := $(shell test "$$(df -Pm /dev/shm 2> /dev/null | awk 'NR == 2 { print $$4 }')" -gt 4096 2> /dev/null && echo /dev/shm)
ifneq ($(in_memory),)
test: export TMPDIR ?= $(in_memory)
endif

# The rules of governance are covered, branch by branch, by the tests that speak of them; the others run without
# being watched, which is a good deal faster.
test: lint
	$(bin)/python -m pytest --numprocesses auto $(of_rules) --cov
	$(bin)/python -m pytest --numprocesses auto tests $(of_rules:%=--ignore=%)
	@$(MAKE) --no-print-directory wheel

# Every size is a variable, so that a single harness can be run at any: SAMVERK_RESUMES=300 pytest tests/faults
faults: .venv/.test
	SAMVERK_MACHINE_RUNS=2000 SAMVERK_MACHINE_STEPS=50 SAMVERK_RESUMES=300 SAMVERK_HANDOVER_WRITES=2000 \
		SAMVERK_CONTRACT_EXAMPLES=500 SAMVERK_EVERY_YEAR=1 $(bin)/python -m pytest --numprocesses auto \
		tests/faults tests/time tests/http/test_contract.py tests/http/test_serving.py tests/feeds/test_examples.py tests/cli/test_evaluate.py
	@$(MAKE) --no-print-directory mutation

# Each line of the rules is changed in turn, to see whether a test of the rules misses it. What survives is to be
# read; it fails nothing. OF="domain.time.*" does one module. Elsewhere than here, because it writes beside what it reads.
mutated := build/mutation
mutation: .venv/.test
	@rm -rf $(mutated) && mkdir -p $(mutated)
	@cp -R domain projections application adapters charters tests pyproject.toml $(mutated)
	@cd $(mutated) && $(CURDIR)/$(bin)/python -m mutmut run $(OF) > ../mutation.log 2>&1 || { tail -n 20 ../mutation.log; exit 1; }
	@cd $(mutated) && $(CURDIR)/$(bin)/python -m mutmut results > ../survivors.txt
	@echo "$$(grep -c survived build/survivors.txt) changes survive; they are listed in build/survivors.txt"

lint: .venv/.test
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports --no-logo

# The wheel has to work by itself: away from the checkout, with the locked run-time dependencies alone.
wheel: .venv/.project .venv-wheel/.locked
	@rm -rf build/dist build/empty && mkdir -p build/empty
	$(bin)/python -m hatchling build --target wheel --directory build/dist
	.venv-wheel/$(programs)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
		--force-reinstall build/dist/*.whl
	.venv-wheel/$(programs)/python -m pip --disable-pip-version-check check
	@cd build/empty && ../../.venv-wheel/$(programs)/samverk demo > ../demo.log 2>&1 \
		|| { cat ../demo.log; echo "samverk demo failed when run from the wheel"; exit 1; }
	@echo "samverk demo runs from the wheel alone"

format: .venv/.test
	$(bin)/ruff check --fix
	$(bin)/ruff format

bench: .venv/.test
	$(bin)/python -m bench

# What was released is never written again: this adds what the catalogue of events has gained.
schemas: .venv/.test
	$(bin)/python -m tests.golden.make

lock:
	$(lock) pyproject.toml --output-file requirements/run.txt
	$(lock) --group build --constraint requirements/run.txt --output-file requirements/build.txt
	$(lock) --group test --constraint requirements/run.txt --constraint requirements/build.txt \
		--output-file requirements/test.txt
	uv run --quiet --no-project --with-requirements requirements/build.txt --python $(PYTHON) \
		python -m requirements.wheels

clean:
	rm -rf .venv .venv-wheel build .import_linter_cache

.venv/.locked: requirements/run.txt requirements/build.txt requirements/test.txt
	@echo "Installing the locked dependencies into .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Samverk needs Python 3.11 or newer, name one: make PYTHON=python3.13")'
	@$(PYTHON) -m venv --clear .venv
	@$(bin)/python $(install) -r requirements/run.txt -r requirements/build.txt
	@$(bin)/python -m requirements.installed .venv run build
	@touch $@

.venv/.project: .venv/.locked pyproject.toml
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
		--no-build-isolation --editable .
	@$(bin)/python -m pip --quiet --disable-pip-version-check check
	@touch $@

.venv/.test: .venv/.project
	@echo "Installing the locked test dependencies into .venv"
	@$(bin)/python $(install) $(sources) -r requirements/test.txt
	@$(bin)/python -m requirements.installed .venv run build test
	@$(bin)/python -m pip --quiet --disable-pip-version-check check
	@touch $@

.venv-wheel/.locked: requirements/run.txt .venv/.locked
	@$(PYTHON) -m venv --clear .venv-wheel
	@.venv-wheel/$(programs)/python $(install) -r requirements/run.txt
	@$(bin)/python -m requirements.installed .venv-wheel run
	@touch $@
