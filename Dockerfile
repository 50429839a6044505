# A digest pins the image: --build-arg PYTHON_IMAGE=python:3.11-slim-bookworm@sha256:… (`make digests` looks it up).
ARG PYTHON_IMAGE=python:3.11-slim-bookworm
FROM ${PYTHON_IMAGE}

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 ADVICE_DATA=/data PORT=8000
RUN useradd --create-home --uid 10001 advice && install -d -o advice /data
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN python -m pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY manage.py ./
COPY deploy/supervise.py deploy/web.sh deploy/
COPY advice advice
COPY templates templates
COPY static static
COPY fixtures fixtures
# By number, so that a runtime that forbids root can see that this is another user.
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=120s --retries=3 \
  CMD ["python", "deploy/supervise.py", "--check"]
CMD ["sh", "deploy/web.sh"]
