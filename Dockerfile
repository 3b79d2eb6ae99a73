# The site in a slim image: no root, no shell tricks, and it runs with a read-only root file system
# (`docker run --read-only --tmpfs /tmp`): it writes to REACHIN_VAR alone.
FROM python:3.13-slim AS build
WORKDIR /srv/reachin
COPY requirements/base.txt requirements/base.txt
RUN python -m venv --without-pip .venv \
 && python -m pip --python .venv/bin/python install --no-cache-dir --only-binary :all: --require-hashes -r requirements/base.txt
COPY pyproject.toml README.md LICENSE ./
COPY app app
RUN python -m pip --python .venv/bin/python install --no-cache-dir --no-deps --no-build-isolation -e . \
 && python -m compileall -q app .venv

FROM python:3.13-slim
RUN useradd --system --uid 10001 reachin
WORKDIR /srv/reachin
COPY --from=build /srv/reachin /srv/reachin
COPY templates templates
COPY static static
COPY data data
ENV REACHIN_HOST=0.0.0.0 REACHIN_VAR=/tmp/reachin PORT=8000 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER reachin
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD [".venv/bin/python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/health', timeout=2)"]
CMD [".venv/bin/reachin", "serve"]
