FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 ADVICE_DATA=/data
RUN useradd --create-home --uid 10001 advice && install -d -o advice /data
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN python -m pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY manage.py ./
COPY advice advice
COPY templates templates
COPY static static
COPY fixtures fixtures
USER advice
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["python", "manage.py", "check_health"]
CMD ["sh", "-c", "python manage.py migrate --verbosity 0 && python manage.py check --database default && python manage.py load_knowledge && python manage.py collectstatic --noinput --verbosity 0 && exec python manage.py serve --host 0.0.0.0 --port 8000"]
