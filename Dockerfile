# LexSEA as a service. docs/operations.md says how it is built and run; compose.yaml runs two replicas on one PostgreSQL.

# 1. Everything that building needs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run -s build && npm prune --omit=dev

# 2. What runs: the compiled program, its libraries and the corpus. No npm, no compiler, no test.
FROM node:24-bookworm-slim
ENV NODE_ENV=production LEXSEA_DATA=/var/lib/lexsea LEXSEA_HTTP=0.0.0.0:9464
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/corpus ./corpus
# Slack's manifest and LICENSE come along for whoever looks for them in the image.
COPY slack ./slack
COPY LICENSE ./
# The program belongs to root and is only read; the data folder is the user's. The corpus is compiled into it here, so
# that a new container starts within seconds: an empty volume mounted there begins with what the image holds.
RUN install -d -o node -g node -m 700 "$LEXSEA_DATA"
USER node
RUN node dist/adapters/terminal/main.js corpus build
VOLUME /var/lib/lexsea
# Slack over HTTP and OAuth; health and metrics, for the inner network only.
EXPOSE 3000 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/adapters/terminal/main.js"]
CMD ["serve"]
