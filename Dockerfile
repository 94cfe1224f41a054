# docker build -t debtsite .        one image, for the site and for its migrations
FROM python:3.11-slim-trixie
ENV PYTHONUNBUFFERED=1 DATA_DIR=/data STATIC_ROOT=/app/built/static STATIC_COMPRESS=1
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 tzdata postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements/app.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/app.txt
COPY . .
RUN DATA_DIR=/tmp/build python manage.py collectstatic --noinput \
 && rm -rf /tmp/build \
 && useradd --uid 10001 --create-home app \
 && install -d -m 700 -o app -g app /data
USER app
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
  "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
  "--workers", "2", "--blocking-threads", "8", "--no-ws", "debtsite.wsgi:application"]
