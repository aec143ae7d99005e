# Hamlet's tasks. `make` lists them.
.DEFAULT_GOAL := help
MVN ?= mvn
PORT ?= 3000
# the image is rehearsed where it is built, so it is for this machine's processor
ARCHITECTURE ?= $(if $(filter x86_64 amd64,$(shell uname -m)),x86_64,arm64)
MAVEN := $(MVN) --batch-mode --no-transfer-progress --quiet

.PHONY: help
help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: package ## build, then serve at http://localhost:3000 (PORT=… for another port)
	@./hamlet serve --port $(PORT)

.PHONY: test
test: ## build and run every test
	@$(MVN) --batch-mode --no-transfer-progress verify

.PHONY: package
package: ## build the jars and the function's zip, without the tests
	@$(MAVEN) package -Dmaven.test.skip

.PHONY: image
image: package ## build the function as a container image (needs Docker and sam)
	sed -f function/src/image/template.sed template.yaml > template-image.yaml
	sam build --template-file template-image.yaml --build-dir .aws-sam/image --parameter-overrides Architecture=$(ARCHITECTURE)

.PHONY: package-table
package-table: package ## say what the function's zip holds, library by library
	@python3 function/src/bench/package_table.py

.PHONY: bom
bom: package ## write the bill of material of the function's jar: function/target/bom.json (CycloneDX 1.6)
	@$(MAVEN) --projects function org.cyclonedx:cyclonedx-maven-plugin:makeBom
	@python3 function/src/assembly/bom.py function/target/bom.json

.PHONY: lint
lint: ## check format, order of the POMs, types and warnings
	@$(MAVEN) test-compile

.PHONY: format
format: ## format the sources and the POMs
	@$(MAVEN) formatter:format sortpom:sort

.PHONY: model
model: package ## fetch, check, split, train, evaluate, publish: remake the shipped model
	./hamlet fetch
	./hamlet check
	./hamlet split
	./hamlet train
	./hamlet evaluate
	./hamlet publish

BY ?=

.PHONY: champion
champion: ## register the shipped model and make it champion, past the gates (BY='your name')
	./hamlet promote "$$(./hamlet register $(if $(BY),--by '$(BY)'))" champion $(if $(BY),--by '$(BY)')

MLFLOW_PORT ?= 5000
MLFLOW_FOLDER ?= .mlflow
MLFLOW := http://127.0.0.1:$(MLFLOW_PORT)

# the last step, so that what was interrupted is made anew
.venv/mlflow/requirements.txt: .ci/requirements-mlflow.txt
	python3 -m venv .venv/mlflow
	.venv/mlflow/bin/pip install --quiet --disable-pip-version-check --requirement $<
	cp $< $@

.PHONY: mlflow
mlflow: .venv/mlflow/requirements.txt ## serve MLflow at http://127.0.0.1:5000 and show it (MLFLOW_PORT=… for another port)
	@mkdir -p $(MLFLOW_FOLDER)
	@echo "MLflow: $(MLFLOW); in another shell: export MLFLOW_TRACKING_URI=$(MLFLOW)"
	@(timeout 120 sh -c 'until curl -sf $(MLFLOW)/health; do sleep 1; done' && env -u TERM .venv/mlflow/bin/python -m webbrowser $(MLFLOW)) >/dev/null 2>&1 &
	@exec .venv/mlflow/bin/mlflow server --host 127.0.0.1 --port $(MLFLOW_PORT) --workers 1 \
		--backend-store-uri sqlite:///$(MLFLOW_FOLDER)/mlflow.db --artifacts-destination $(MLFLOW_FOLDER)/artifacts

.PHONY: coverage
coverage: test ## run the tests and say where the coverage report is
	@ls function/target/site/jacoco/index.html training/target/site/jacoco/index.html

.PHONY: validate
validate: ## check the stack: sam validate --lint (needs sam)
	sam validate --lint

BENCH ?= .
JMH ?=
JMH_FOLDER := $(CURDIR)/function/target/bench/jmh

.PHONY: bench
bench: package ## time scoring and handling by JMH (BENCH=score for some, JMH='-f 1' for its options)
	@$(MAVEN) -f function/src/bench/jmh/pom.xml compile dependency:build-classpath -Dmdep.outputFile=$(JMH_FOLDER)/classpath
	@"$$(./hamlet java-home)"/bin/java -cp "$(JMH_FOLDER)/classes:$$(cat $(JMH_FOLDER)/classpath)" org.openjdk.jmh.Main \
		-prof gc -rf json -rff $(JMH_FOLDER)/result.json $(JMH) '$(BENCH)'

.PHONY: bench-cold
bench-cold: package ## time cold starts beside an empty handler's (needs aws-sam-cli's emulator; COLD=… for its options)
	python3 function/src/bench/cold_start.py --json function/target/bench/cold-start.json $(COLD)

BULK ?=

.PHONY: bench-bulk
bench-bulk: package ## time a million messages through classify (BULK='--data FILE' for its options)
	python3 function/src/bench/bulk.py $(BULK)

.PHONY: bench-snap
bench-snap: package ## time the first answers after a SnapStart restore, primed and not (without AWS)
	python3 function/src/bench/snap_start.py

.PHONY: bench-peers
bench-peers: package ## time Hamlet beside fastText, OpenNLP, Tribuo, ONNX Runtime and scikit-learn (downloads them)
	python3 function/src/bench/peers.py

LOOKUP ?=

.PHONY: bench-lookup
bench-lookup: package ## time scoring beside a cache and DynamoDB Local, and say when a lookup pays (downloads them)
	python3 function/src/bench/lookup.py $(LOOKUP)

.PHONY: cost
cost: ## compute dollars a million answers from what make bench-cold measured (COST=… for cost.py's options)
	@python3 function/src/bench/cost.py $(COST)

.PHONY: clean
clean: ## remove what was built
	@$(MAVEN) clean
