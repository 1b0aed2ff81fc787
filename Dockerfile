# syntax=docker/dockerfile:1

FROM node:24-bookworm AS build
WORKDIR /app
ENV PUPPETEER_SKIP_DOWNLOAD=1
COPY . .
RUN npm ci && npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Uggla" org.opencontainers.image.licenses="MIT"
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node --mode=700 /data
WORKDIR /app
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/packages packages
COPY --from=build --chown=root:root /app/package.json /app/LICENSE ./
RUN ln -s /app/packages/cli/dist/bin.js /usr/local/bin/uggla && chmod +x packages/cli/dist/bin.js
ENV NODE_ENV=production PORT=4173
USER node
VOLUME /data
EXPOSE 4173
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["uggla"]
CMD ["serve", "/campus", "--host", "0.0.0.0", "--data", "/data", "--invitations"]
