"""Objects: written, read, described, listed, deleted."""
from harness import *


@check
def a_bucket_is_created_found_listed_and_located(b):
    assert s3.head_bucket(Bucket=b)['ResponseMetadata']['HTTPStatusCode'] == 200
    assert b in [x['Name'] for x in s3.list_buckets()['Buckets']]
    assert s3.get_bucket_location(Bucket=b)['LocationConstraint'] is None
    s3.delete_bucket(Bucket=b)
    fails(404, '404', s3.head_bucket, Bucket=b)


@check
def a_bucket_with_objects_is_not_deleted(b):
    put(b, 'a')
    fails(409, 'BucketNotEmpty', s3.delete_bucket, Bucket=b)


@check
def names_that_are_none_are_refused(b):
    raw = client()
    raw.meta.events.unregister('before-parameter-build.s3', __import__('botocore.handlers').handlers.validate_bucket_name)
    fails(400, 'InvalidBucketName', raw.create_bucket, Bucket='Capitals-and_underscores')


@check
def eight_mebibytes_arrive(b):
    body = os.urandom(8 * MIB)
    assert put(b, 'a', body)['ETag'] == etag(body)
    assert get(b, 'a') == body


@check
def ranges(b):
    put(b, 'a', b'0123456789')
    for spec, want in (('bytes=2-4', b'234'), ('bytes=7-', b'789'), ('bytes=-3', b'789'), ('bytes=8-99', b'89'), ('bytes=-99', b'0123456789')):
        answer = s3.get_object(Bucket=b, Key='a', Range=spec)
        assert answer['Body'].read() == want and answer['ResponseMetadata']['HTTPStatusCode'] == 206, spec
    assert s3.get_object(Bucket=b, Key='a', Range='bytes=2-4')['ContentRange'] == 'bytes 2-4/10'
    fails(416, 'InvalidRange', s3.get_object, Bucket=b, Key='a', Range='bytes=10-')
    assert get(b, 'a', Range='bytes=4-2') == b'0123456789'


@check
def what_is_missing_is_said(b):
    fails(404, 'NoSuchKey', get, b, 'absent')
    fails(404, 'NoSuchBucket', get, 'witness-absent', 'absent')
    fails(404, 'NoSuchBucket', s3.list_objects_v2, Bucket='witness-absent')
    fails(404, 'NoSuchBucket', put, 'witness-absent', 'a')


@check
def answers_have_the_usual_headers(b):
    h = put(b, 'a')['ResponseMetadata']['HTTPHeaders']
    assert len(h['x-amz-request-id']) == 16 and h['x-amz-id-2'] and 'x-amz-version-id' not in h


KEYS = ['a//b', '/lead', 'dot/../x', './y', '.', '..', 'sp ace+plus', ' edges ', 'per%cent%2F', 'ünï/漢字/😀', 'nl\nx', 'cr\rx', 'tab\tx',
        'ctl\x01x', 'del\x7fx', 'back\\slash', 'q?x=1&y=2#z', "sem;i:c=,'()*!~$@", 'quo"te<xml>&amp;', 'trailing.', '//', 'a/./b/../c//',
        '{brace}[x]^`|', 'k' * 1024, '/'.join(['x' * 31] * 32), 'dir/', 'dir/x', 'dir', 'Dir', '\u00e9', 'e\u0301']


@check
def awkward_keys(b):
    for key in KEYS:
        put(b, key, key.encode())
    for key in KEYS:
        assert get(b, key) == key.encode(), key
    assert keys(b) == sorted(KEYS, key=str.encode)
    for key in KEYS:
        s3.delete_object(Bucket=b, Key=key)
    assert keys(b) == []


@check
def a_key_of_1025_bytes_is_refused(b):
    fails(400, 'KeyTooLongError', put, b, 'k' * 1025)


@check
def a_control_character_is_listed_without_encoding(b):
    put(b, 'ctl\x01x')
    status, _, body = send('GET', f'/{b}', signed('GET', f'/{b}')[0])
    assert status == 200 and b'<Key>ctl&#x1;x</Key>' in body, body


@check
def listing_in_every_form(b):
    names = ['a-b', 'a.b/c', 'a/b', 'a0', 'ab'] + [f'k{i:02d}' for i in range(20)]
    for name in names:
        put(b, name)
    assert keys(b) == sorted(names)
    for size in range(1, 26):
        seen, token = [], {}
        while True:
            page = s3.list_objects_v2(Bucket=b, MaxKeys=size, **token)
            assert page['KeyCount'] == len(page['Contents']) <= size
            seen += [o['Key'] for o in page['Contents']]
            if not page['IsTruncated']:
                break
            assert len(page['Contents']) == size
            token = {'ContinuationToken': page['NextContinuationToken']}
        assert seen == sorted(names), size
    for size in (1, 3, 7, 25):
        seen = [o['Key'] for p in s3.get_paginator('list_objects').paginate(Bucket=b, PaginationConfig={'PageSize': size}) for o in p['Contents']]
        assert seen == sorted(names), size
    assert keys(b, StartAfter='k17x') == ['k18', 'k19']
    assert keys(b, Prefix='k1', StartAfter='k17') == ['k18', 'k19']
    assert keys(b, Prefix='k1', StartAfter='a') == [f'k1{i}' for i in range(10)]
    assert s3.list_objects_v2(Bucket=b, MaxKeys=0)['KeyCount'] == 0


@check
def delimiters(b):
    for name in ('a', 'b/1', 'b/2', 'c/d/1', 'e', 'f/1', 'g-h-1', 'g-h-2'):
        put(b, name)
    for size in range(1, 9):
        found, prefixes = [], []
        for page in s3.get_paginator('list_objects_v2').paginate(Bucket=b, Delimiter='/', PaginationConfig={'PageSize': size}):
            found += [o['Key'] for o in page.get('Contents', [])]
            prefixes += [p['Prefix'] for p in page.get('CommonPrefixes', [])]
        assert (found, prefixes) == (['a', 'e', 'g-h-1', 'g-h-2'], ['b/', 'c/', 'f/']), size
        found = [p['Prefix'] for page in s3.get_paginator('list_objects').paginate(Bucket=b, Delimiter='/', PaginationConfig={'PageSize': size}) for p in page.get('CommonPrefixes', [])]
        assert found == ['b/', 'c/', 'f/'], size
    page = s3.list_objects_v2(Bucket=b, Delimiter='-h-', Prefix='g')
    assert [p['Prefix'] for p in page['CommonPrefixes']] == ['g-h-']


@check
def a_page_shows_all_columns_and_has_1000_rows_at_the_most(b):
    put(b, 'a', b'hello', StorageClass='STANDARD_IA')
    row = s3.list_objects_v2(Bucket=b, FetchOwner=True, MaxKeys=5000)
    assert row['MaxKeys'] == 1000
    row = row['Contents'][0]
    assert (row['ETag'], row['Size'], row['StorageClass']) == (etag(b'hello'), 5, 'STANDARD_IA') and row['Owner']['ID'] and row['LastModified']


@check
def headers_and_metadata(b):
    sent = dict(ContentType='text/x', CacheControl='max-age=7', ContentDisposition='attachment; filename="a b"', ContentEncoding='gzip', ContentLanguage='de-CH',
                WebsiteRedirectLocation='/elsewhere', Metadata={'colour': 'blue', 'under_score': '1', 'empty': '', 'blanks': 'two  blanks'})
    put(b, 'a', Expires='Thu, 01 Dec 2033 16:00:00 GMT', **sent)
    h = head(b, 'a')
    assert {k: h[k] for k in sent} == sent and h['ExpiresString'] == 'Thu, 01 Dec 2033 16:00:00 GMT'
    assert head(b, 'a').get('StorageClass') is None
    put(b, 'plain')
    assert head(b, 'plain')['ContentType'] == 'binary/octet-stream'


@check
def raw_utf8_in_metadata(b):
    value = 'naïve 漢字'.encode().decode('latin-1')
    h, *_ = signed('PUT', f'/{b}/a')
    names = {**h}
    text = value
    # The hand-made signature covers octets; http.client writes them as they are.
    now = names['x-amz-date']
    canonical = '\n'.join(['PUT', f'/{b}/a', '', f'host:{HOST}', 'x-amz-content-sha256:UNSIGNED-PAYLOAD', f'x-amz-date:{now}', f'x-amz-meta-octets:{text}', '', 'host;x-amz-content-sha256;x-amz-date;x-amz-meta-octets', 'UNSIGNED-PAYLOAD'])
    scope = f'{now[:8]}/{REGION}/s3/aws4_request'
    signature = hmac.new(signing_key(now[:8]), f'AWS4-HMAC-SHA256\n{now}\n{scope}\n{sha256(canonical.encode("latin-1"))}'.encode(), hashlib.sha256).hexdigest()
    names['x-amz-meta-octets'] = text
    names['Authorization'] = f'AWS4-HMAC-SHA256 Credential={ACCESS}/{scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta-octets, Signature={signature}'
    status, _, body = send('PUT', f'/{b}/a', names, b'x')
    assert status == 200, body
    assert send('HEAD', f'/{b}/a', signed('HEAD', f'/{b}/a')[0])[1]['x-amz-meta-octets'] == value


@check
def two_kilobytes_of_metadata_and_not_more(b):
    put(b, 'a', Metadata={'k': 'v' * 2047})
    fails(400, 'MetadataTooLarge', put, b, 'a', Metadata={'k': 'v' * 2048})


@check
def answers_are_overridden_by_parameters(b):
    put(b, 'a', ContentType='text/x')
    h = s3.get_object(Bucket=b, Key='a', ResponseContentType='image/png', ResponseCacheControl='no-cache', ResponseContentDisposition='inline')
    assert (h['ContentType'], h['CacheControl'], h['ContentDisposition']) == ('image/png', 'no-cache', 'inline')


@check
def storage_classes(b):
    for name in ('STANDARD_IA', 'REDUCED_REDUNDANCY', 'GLACIER', 'GLACIER_IR', 'DEEP_ARCHIVE', 'ONEZONE_IA', 'INTELLIGENT_TIERING'):
        put(b, name, StorageClass=name)
        assert head(b, name)['StorageClass'] == name
    fails(400, 'InvalidStorageClass', put, b, 'a', StorageClass='NONE_SUCH')
    fails(403, 'InvalidObjectState', get, b, 'GLACIER')


@check
def tags(b):
    put(b, 'a', Tagging='team=blue&sp%20ace=v%2B1&gr%C3%B6%C3%9Fe=%E6%BC%A2')
    got = {t['Key']: t['Value'] for t in s3.get_object_tagging(Bucket=b, Key='a')['TagSet']}
    assert got == {'größe': '漢', 'sp ace': 'v+1', 'team': 'blue'}, got
    assert s3.get_object(Bucket=b, Key='a')['TagCount'] == 3
    before = head(b, 'a')
    s3.put_object_tagging(Bucket=b, Key='a', Tagging={'TagSet': [{'Key': 'x', 'Value': ''}]})
    assert s3.get_object_tagging(Bucket=b, Key='a')['TagSet'] == [{'Key': 'x', 'Value': ''}]
    s3.delete_object_tagging(Bucket=b, Key='a')
    assert s3.get_object_tagging(Bucket=b, Key='a')['TagSet'] == []
    after = head(b, 'a')
    assert (before['ETag'], before['LastModified']) == (after['ETag'], after['LastModified'])


@check
def limits_of_tags(b):
    put(b, 'a')
    eleven = [{'Key': f'k{i}', 'Value': 'v'} for i in range(11)]
    fails(400, 'BadRequest', s3.put_object_tagging, Bucket=b, Key='a', Tagging={'TagSet': eleven})
    fails(400, 'BadRequest', put, b, 'b', Tagging='&'.join(f'k{i}=v' for i in range(11)))
    for key, value in (('k' * 129, 'v'), ('k', 'v' * 257), ('aws:x', 'v'), ('k', 'semi;colon')):
        fails(400, 'InvalidTag', s3.put_object_tagging, Bucket=b, Key='a', Tagging={'TagSet': [{'Key': key, 'Value': value}]})
    fails(400, 'InvalidTag', s3.put_object_tagging, Bucket=b, Key='a', Tagging={'TagSet': [{'Key': 'k', 'Value': '1'}, {'Key': 'k', 'Value': '2'}]})


@check
def deletes(b):
    for i in range(1000):
        if i % 50 == 0:
            put(b, f'k{i}')
    answer = s3.delete_objects(Bucket=b, Delete={'Objects': [{'Key': f'k{i}'} for i in range(1000)]})
    assert len(answer['Deleted']) == 1000 and keys(b) == []
    fails(400, 'MalformedXML', s3.delete_objects, Bucket=b, Delete={'Objects': [{'Key': f'k{i}'} for i in range(1001)]})
    assert 'Deleted' not in s3.delete_objects(Bucket=b, Delete={'Objects': [{'Key': 'a'}], 'Quiet': True})
    assert s3.delete_object(Bucket=b, Key='absent')['ResponseMetadata']['HTTPStatusCode'] == 204


@check
def access_control(b):
    put(b, 'a', b'secret')
    assert send('GET', f'/{b}/a')[0] == 403
    owner = s3.get_object_acl(Bucket=b, Key='a')
    assert owner['Grants'] == [{'Grantee': {'ID': owner['Owner']['ID'], 'Type': 'CanonicalUser'}, 'Permission': 'FULL_CONTROL'}]
    put(b, 'p', b'public', ACL='public-read')
    assert send('GET', f'/{b}/p')[2] == b'public'
    s3.put_object_acl(Bucket=b, Key='a', ACL='public-read')
    assert send('GET', f'/{b}/a')[2] == b'secret'
    grants = s3.get_object_acl(Bucket=b, Key='a')
    grants['Grants'].append({'Grantee': {'Type': 'Group', 'URI': 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'}, 'Permission': 'READ_ACP'})
    s3.put_object_acl(Bucket=b, Key='a', AccessControlPolicy={k: grants[k] for k in ('Owner', 'Grants')})
    assert len(s3.get_object_acl(Bucket=b, Key='a')['Grants']) == 3
    s3.put_object_acl(Bucket=b, Key='a', ACL='private')
    assert send('GET', f'/{b}/a')[0] == 403
    assert s3.get_bucket_acl(Bucket=b)['Owner']['ID'] == owner['Owner']['ID']
    s3.put_bucket_acl(Bucket=b, ACL='public-read')
    assert send('GET', f'/{b}')[0] == 200
    put(b, 'g', GrantRead='uri="http://acs.amazonaws.com/groups/global/AllUsers"')
    assert send('GET', f'/{b}/g')[2] == b'x'


@check
def encryption_is_told(b):
    assert put(b, 'a', ServerSideEncryption='AES256')['ServerSideEncryption'] == 'AES256'
    assert head(b, 'a')['ServerSideEncryption'] == 'AES256' and head(b, 'a')['ETag'] == etag(b'x')
    put(b, 'k', ServerSideEncryption='aws:kms', SSEKMSKeyId='arn:aws:kms:us-east-1:000000000000:key/x', BucketKeyEnabled=True)
    h = head(b, 'k')
    assert (h['ServerSideEncryption'], h['SSEKMSKeyId'], h['BucketKeyEnabled']) == ('aws:kms', 'arn:aws:kms:us-east-1:000000000000:key/x', True)
    assert h['ETag'] != etag(b'x') and get(b, 'k') == b'x'


@check
def what_is_not_built_is_refused_and_nothing_else_is_done(b):
    put(b, 'a')
    for sub in ('lifecycle', 'policy', 'replication', 'inventory', 'notification', 'cors', 'website', 'encryption'):
        assert send('GET', f'/{b}?{sub}', signed('GET', f'/{b}', sub + '=')[0])[0] == 501, sub
        assert send('PUT', f'/{b}?{sub}', signed('PUT', f'/{b}', sub + '=')[0])[0] == 501, sub
        assert send('DELETE', f'/{b}?{sub}', signed('DELETE', f'/{b}', sub + '=')[0])[0] == 501, sub
    for sub in ('restore', 'torrent', 'select'):
        assert send('PUT', f'/{b}/a?{sub}', signed('PUT', f'/{b}/a', sub + '=')[0], b'y')[0] == 501, sub
        assert send('DELETE', f'/{b}/a?{sub}', signed('DELETE', f'/{b}/a', sub + '=')[0])[0] == 501, sub
    assert get(b, 'a') == b'x' and keys(b) == ['a']


@check
def locks_keep_versions(b):
    fails(400, 'InvalidRequest', put, b, 'l', ObjectLockLegalHoldStatus='ON')
    b = 'witness-' + uuid.uuid4().hex[:20]
    s3.create_bucket(Bucket=b, ObjectLockEnabledForBucket=True)
    assert s3.get_object_lock_configuration(Bucket=b)['ObjectLockConfiguration']['ObjectLockEnabled'] == 'Enabled'
    until = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(days=1)
    held = put(b, 'held', ObjectLockLegalHoldStatus='ON')['VersionId']
    kept = put(b, 'kept', ObjectLockMode='GOVERNANCE', ObjectLockRetainUntilDate=until)['VersionId']
    h = head(b, 'kept')
    assert (h['ObjectLockMode'], h['ObjectLockRetainUntilDate']) == ('GOVERNANCE', until)
    assert s3.get_object_retention(Bucket=b, Key='kept')['Retention'] == {'Mode': 'GOVERNANCE', 'RetainUntilDate': until}
    assert s3.get_object_legal_hold(Bucket=b, Key='held')['LegalHold'] == {'Status': 'ON'}
    fails(403, 'AccessDenied', s3.delete_object, Bucket=b, Key='kept', VersionId=kept)
    fails(403, 'AccessDenied', s3.delete_object, Bucket=b, Key='held', VersionId=held)
    s3.delete_object(Bucket=b, Key='kept', VersionId=kept, BypassGovernanceRetention=True)
    s3.put_object_legal_hold(Bucket=b, Key='held', LegalHold={'Status': 'OFF'})
    s3.delete_object(Bucket=b, Key='held', VersionId=held)
    assert keys(b) == []


done()
