import Fastify from 'fastify'
import { Type } from 'typebox'
import { expect, onTestFinished, test } from 'vitest'
import { Success, success } from '../wavespeed/envelope.ts'
import { checkAnswers } from './checked-answers.test.fixture.ts'

test('an answer that its route does not promise is noticed, and one that it does is not', async () => {
  const app = Fastify()
  onTestFinished(() => app.close())
  app.setSerializerCompiler(() => JSON.stringify)
  const schema = { response: { 200: Success(Type.Object({ size: Type.Integer() })) } }
  app.register(async (scope) => {
    scope.get('/honest', { schema }, async () => success({ size: 1 }))
    scope.get('/lying', { schema }, async () => success({ size: 'one' }))
    scope.get('/broken', async (_request, reply) => reply.code(400).send({ message: 'no envelope' }))
  })
  const faults = checkAnswers(app)
  await app.inject({ url: '/honest' })
  expect(faults).toEqual([])
  await app.inject({ url: '/lying' })
  await app.inject({ url: '/broken' })
  expect(faults).toEqual([
    expect.stringContaining('GET /lying answered 200: /data/size must be integer'),
    expect.stringContaining('GET /broken answered 400:'),
  ])
})
