# The portal as one image: `web` (gunicorn) or `worker` (background tasks), see ops/entrypoint.sh.
# tests/ops/test_dockerfile.py walks through this file without a Docker engine; keep RUN lines plain.

# --- Front end: Node builds style sheets, scripts and icons, and stays behind ------------------
FROM node:20.20.2-bookworm-slim AS frontend
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY scripts/build_frontend.mjs scripts/
COPY static_src/ static_src/
RUN node scripts/build_frontend.mjs

# --- Python packages, fonts, translations, static files ----------------------------------------
FROM python:3.11.15-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt ./
RUN python -m pip install --require-hashes -r requirements.txt
COPY . .
COPY --from=frontend /app/build/static/ build/static/
RUN python scripts/build_fonts.py
RUN python scripts/messages.py compile
# Collecting needs settings, not secrets: this key is in no running container.
RUN SECRET_KEY=used-only-while-collecting-static-files DJANGO_SETTINGS_MODULE=portal.settings.production VAR_DIR=/data python manage.py collectstatic --noinput --verbosity 0

# --- What runs ---------------------------------------------------------------------------------
FROM python:3.11.15-slim-bookworm AS run
# No account is made for the number: HOME is all that programs ask for.
RUN install -d -o 10001 -g 10001 -m 0750 /data
COPY --from=build /opt/venv/ /opt/venv/
COPY --from=build /app/ /app/
ENV PATH=/opt/venv/bin:$PATH DJANGO_SETTINGS_MODULE=portal.settings.production PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
ENV HOME=/data VAR_DIR=/data WEB_HOST=0.0.0.0 PORT=8000
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=4 CMD ["/app/ops/entrypoint.sh", "health", "web"]
ENTRYPOINT ["/app/ops/entrypoint.sh"]
CMD ["web"]
